"""Facts about questions and those who take part, merged in any order and any number of times (ADR 0014)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID


class Versioned(Protocol):
    """A statement by an aggregate at one of its versions; the highest version known is true."""

    @property
    def version(self) -> int:
        """The aggregate_version of the event that said it."""
        ...


V = TypeVar("V", bound=Versioned)


def latest(one: V | None, other: V | None) -> V | None:
    """The statement of the higher version; equal versions are the same event."""
    if one is None or other is None:
        return one or other
    return other if other.version > one.version else one


@dataclass(frozen=True, slots=True)
class Submission:
    """Who asked, and when; only the first event of a question says it."""

    version: int
    press_agency_id: UUID
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Lead:
    """The agency that has to answer."""

    version: int
    agency_id: UUID


@dataclass(frozen=True, slots=True)
class Term:
    """When the answer is due; exclusive, as a term in days ends at midnight."""

    version: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """The clock has stopped; the questions service decided whether in time, and counted the minutes."""

    version: int
    answered_at: datetime
    on_time: bool
    office_minutes: int


@dataclass(frozen=True, slots=True)
class Publication:
    """The answer is public."""

    version: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """What is known of one question; without a submission it waits and is in no figure."""

    id: UUID
    submission: Submission | None = None
    lead: Lead | None = None
    term: Term | None = None
    answer: Answer | None = None
    publication: Publication | None = None

    def merge(self, other: "QuestionFacts") -> "QuestionFacts":
        """What both know together."""
        return QuestionFacts(
            self.id,
            latest(self.submission, other.submission),
            latest(self.lead, other.lead),
            latest(self.term, other.term),
            latest(self.answer, other.answer),
            latest(self.publication, other.publication),
        )


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """A state agency as registered."""

    id: UUID
    version: int
    code: str
    name: str

    def merge(self, other: "AgencyFacts") -> "AgencyFacts":
        """The later registration."""
        return other if other.version > self.version else self


@dataclass(frozen=True, slots=True)
class PressAgencyFacts:
    """A press agency as registered."""

    id: UUID
    version: int
    name: str

    def merge(self, other: "PressAgencyFacts") -> "PressAgencyFacts":
        """The later registration."""
        return other if other.version > self.version else self


@dataclass(frozen=True, slots=True)
class Affiliation:
    """The press agency that a reporter works for."""

    version: int
    press_agency_id: UUID


@dataclass(frozen=True, slots=True)
class Verification:
    """A department officer has checked the reporter's credential; a suspension does not undo it."""

    version: int
    verified_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the reporter is suspended."""

    version: int
    suspended: bool


@dataclass(frozen=True, slots=True)
class ReporterFacts:
    """What is known of one reporter; no name, only where and whether verified."""

    id: UUID
    affiliation: Affiliation | None = None
    verification: Verification | None = None
    standing: Standing | None = None

    def merge(self, other: "ReporterFacts") -> "ReporterFacts":
        """What both know together."""
        return ReporterFacts(
            self.id,
            latest(self.affiliation, other.affiliation),
            latest(self.verification, other.verification),
            latest(self.standing, other.standing),
        )


Facts = QuestionFacts | AgencyFacts | PressAgencyFacts | ReporterFacts


@dataclass(eq=False)
class Projection:
    """Everything known, by what it is about; the fold of a batch, or of a whole history."""

    questions: dict[UUID, QuestionFacts] = field(default_factory=dict)
    agencies: dict[UUID, AgencyFacts] = field(default_factory=dict)
    press_agencies: dict[UUID, PressAgencyFacts] = field(default_factory=dict)
    reporters: dict[UUID, ReporterFacts] = field(default_factory=dict)

    def absorb(self, facts: Facts) -> None:
        """Merge one event's facts into what is known."""
        match facts:
            case QuestionFacts():
                question = self.questions.get(facts.id)
                self.questions[facts.id] = question.merge(facts) if question else facts
            case AgencyFacts():
                agency = self.agencies.get(facts.id)
                self.agencies[facts.id] = agency.merge(facts) if agency else facts
            case PressAgencyFacts():
                press_agency = self.press_agencies.get(facts.id)
                self.press_agencies[facts.id] = press_agency.merge(facts) if press_agency else facts
            case ReporterFacts():
                reporter = self.reporters.get(facts.id)
                self.reporters[facts.id] = reporter.merge(facts) if reporter else facts

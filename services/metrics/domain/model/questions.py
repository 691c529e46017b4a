"""Facts about questions: who asked, who has to answer by when, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.metrics.domain.model.merging import latest


@dataclass(frozen=True, slots=True)
class Submission:
    """Who asked, and when; only the first event of a question says it."""

    version: int
    code: str
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
class Refusal:
    """A spokesperson has refused to inform; it counts as an answer in the rate, and is shown apart."""

    version: int
    refused_at: datetime
    on_time: bool
    office_minutes: int


@dataclass(frozen=True, slots=True)
class Reopening:
    """A new round: what was said before counts no more."""

    version: int
    reopened_at: datetime


@dataclass(frozen=True, slots=True)
class Removal:
    """Withdrawn by the asker or merged as a duplicate: in no figure but its own."""

    version: int
    removed_at: datetime
    merged: bool


@dataclass(frozen=True, slots=True)
class Extension:
    """More time was granted, or the grant was taken back."""

    version: int
    granted: bool


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
    refusal: Refusal | None = None
    reopening: Reopening | None = None
    removal: Removal | None = None
    extension: Extension | None = None

    def merge(self, other: "QuestionFacts") -> "QuestionFacts":
        """What both know together."""
        return QuestionFacts(
            self.id,
            latest(self.submission, other.submission),
            latest(self.lead, other.lead),
            latest(self.term, other.term),
            latest(self.answer, other.answer),
            latest(self.publication, other.publication),
            latest(self.refusal, other.refusal),
            latest(self.reopening, other.reopening),
            latest(self.removal, other.removal),
            latest(self.extension, other.extension),
        )

"""A question of the press on its way: asked, routed, accepted, answered, published."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.questions.domain.answer import Answer
from services.questions.domain.deadline import Deadline
from services.questions.domain.errors import (
    AlreadyPublished,
    AlreadyRoutedThere,
    NotTheLeadAgency,
    QuestionClosed,
    StaleQuestion,
    WrongStatus,
)


class Status(StrEnum):
    """Where the work stands."""

    SUBMITTED = "submitted"
    ROUTED = "routed"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What came of it."""

    NONE = "none"
    ANSWERED = "answered"


class Publication(StrEnum):
    """Whether others than the asker may see it."""

    UNPUBLISHED = "unpublished"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Submission:
    """What a reporter hands in, with what the service adds: number, term, versions of policy and calendar."""

    question_id: UUID
    code: str
    reporter_id: UUID
    press_agency_id: UUID
    addressed_agency_id: UUID | None
    title: str
    body: str
    submitted_at: datetime
    deadline: Deadline
    policy_version: str
    calendar_version: str
    release_id: UUID | None = None
    """The release that the question is about."""


@dataclass(frozen=True)
class Routing:
    """One hop on the way to the agency that answers."""

    question_id: UUID
    agency_id: UUID
    previous_agency_id: UUID | None
    routed_at: datetime


@dataclass(eq=False, kw_only=True)
class Question:
    """The aggregate; `version` counts its events and is what a writer must have read."""

    id: UUID
    code: str
    reporter_id: UUID
    press_agency_id: UUID
    addressed_agency_id: UUID | None
    lead_agency_id: UUID | None
    title: str
    body: str
    status: Status
    outcome: Outcome
    publication: Publication
    submitted_at: datetime
    due_at: datetime
    late_from: datetime
    approaching_at: datetime
    policy_version: str
    calendar_version: str
    routed_at: datetime | None = None
    accepted_at: datetime | None = None
    answered_at: datetime | None = None
    published_at: datetime | None = None
    approaching_told: bool = False
    breach_told: bool = False
    release_id: UUID | None = None
    version: int

    @classmethod
    def submit(cls, new: Submission) -> "Question":
        """A new question; its first event is its submission."""
        return cls(
            id=new.question_id,
            code=new.code,
            reporter_id=new.reporter_id,
            press_agency_id=new.press_agency_id,
            addressed_agency_id=new.addressed_agency_id,
            lead_agency_id=None,
            title=new.title,
            body=new.body,
            status=Status.SUBMITTED,
            outcome=Outcome.NONE,
            publication=Publication.UNPUBLISHED,
            submitted_at=new.submitted_at,
            due_at=new.deadline.due_at,
            late_from=new.deadline.late_from,
            approaching_at=new.deadline.approaching_at,
            policy_version=new.policy_version,
            calendar_version=new.calendar_version,
            release_id=new.release_id,
            version=1,
        )

    def expect(self, version: int) -> None:
        """Raises StaleQuestion unless the caller has read this version."""
        if version != self.version:
            raise StaleQuestion

    def route(self, agency_id: UUID, at: datetime) -> Routing:
        """To the agency that shall answer, again as often as needed; the term is never reset."""
        self._must_be_open()
        if agency_id == self.lead_agency_id:
            raise AlreadyRoutedThere
        previous, self.lead_agency_id = self.lead_agency_id, agency_id
        self.status, self.routed_at, self.accepted_at = Status.ROUTED, at, None
        self.version += 1
        return Routing(self.id, agency_id, previous, at)

    def accept(self, agency_id: UUID | None, at: datetime) -> UUID:
        """The lead agency takes it up."""
        self._must_be_open()
        lead = self._must_lead(agency_id)
        if self.status is not Status.ROUTED:
            raise WrongStatus(status=self.status.value)
        self.status, self.accepted_at = Status.ACCEPTED, at
        self.version += 1
        return lead

    def is_late(self, at: datetime) -> bool:
        """Late is what the times say, whether or not anybody has noticed."""
        return at >= self.late_from

    def notice_breach(self, at: datetime) -> bool:
        """Whether the term has ended unnoticed until now; true at most once."""
        if self.breach_told or not self.is_late(at):
            return False
        self.breach_told = True
        self.version += 1
        return True

    def close_with(self, answer: Answer) -> None:
        """The released answer stops the clock and closes the question."""
        self._must_be_open()
        self._must_lead(answer.agency_id)
        if self.status is not Status.ACCEPTED:
            raise WrongStatus(status=self.status.value)
        self.status, self.outcome = Status.CLOSED, Outcome.ANSWERED
        self.answered_at = answer.answered_at
        self.version += 1

    def publish(self, at: datetime) -> None:
        """From now on everybody may see question and answer."""
        if self.outcome is not Outcome.ANSWERED:
            raise WrongStatus(status=self.status.value)
        if self.publication is Publication.PUBLISHED:
            raise AlreadyPublished
        self.publication, self.published_at = Publication.PUBLISHED, at
        self.version += 1

    def _must_be_open(self) -> None:
        if self.status is Status.CLOSED:
            raise QuestionClosed

    def _must_lead(self, agency_id: UUID | None) -> UUID:
        if agency_id is None or agency_id != self.lead_agency_id:
            raise NotTheLeadAgency
        return agency_id

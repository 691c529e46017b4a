"""A question of the press; domain/workflow says which act is possible when, this says what it changes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.questions.domain.deadline import Deadline
from services.questions.domain.errors import AlreadyRoutedThere, StaleQuestion
from services.questions.domain.model.states import (
    PUBLIC,
    STANDS,
    ExtensionState,
    Outcome,
    Publication,
    Status,
)
from services.questions.domain.terms import PauseReason


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
    parent_id: UUID | None = None


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
    clarification_answered: bool = False
    """What the asker has said waits for somebody until the next act."""
    version: int
    parent_id: UUID | None = None
    round: int = 1
    resumes_as: Status | None = None
    paused_for: PauseReason | None = None
    """Beside the status; that the asker is to clarify is a status of its own."""
    helper_agency_ids: list[UUID] = field(default_factory=list)
    clearance: list[str] = field(default_factory=list)
    points: list[dict[str, Any]] = field(default_factory=list)
    extension: ExtensionState = ExtensionState.NONE
    extension_asked: dict[str, Any] | None = None
    """The latest request of this round; `left` is how many more the policy allows."""
    exclusive_until: datetime | None = None
    published_round: int = 0
    published_due_at: datetime | None = None
    published_answered_at: datetime | None = None
    rated_round: int = 0
    merged_into_id: UUID | None = None

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
            parent_id=new.parent_id,
            version=1,
        )

    def expect(self, version: int) -> None:
        """Raises StaleQuestion unless the caller has read this version."""
        if version != self.version:
            raise StaleQuestion

    def next_version(self) -> int:
        """The version of the event that is about to be told."""
        self.version += 1
        return self.version

    def route(self, agency_id: UUID, at: datetime) -> Routing:
        """To the agency that shall answer, also back to one that bounced it; the term is never reset."""
        if agency_id == self.lead_agency_id and self.status is not Status.BOUNCED:
            raise AlreadyRoutedThere
        previous, self.lead_agency_id = self.lead_agency_id, agency_id
        self.status, self.routed_at, self.accepted_at = Status.ROUTED, at, None
        self.helper_agency_ids, self.clearance = [], []
        return Routing(self.id, agency_id, previous, at)

    @property
    def runs(self) -> bool:
        """Whether time goes on for the answer; nothing is overdue where it does not."""
        return self.status not in STANDS and self.paused_for is None

    def is_late(self, at: datetime) -> bool:
        """Late is what the times say, whether or not anybody has noticed."""
        return at >= self.late_from

    @property
    def may_be_extended(self) -> bool:
        """Whether the policy leaves an extension to ask for in this round, whatever became of the others."""
        return self.extension_asked is None or self.extension_asked.get("left", 0) > 0

    def notice_breach(self, at: datetime) -> bool:
        """Whether the term has ended unnoticed until now; true at most once."""
        if self.breach_told or not self.is_late(at):
            return False
        self.breach_told = True
        self.version += 1
        return True

    def close(self, outcome: Outcome, at: datetime) -> None:
        """What came of it; the clock of the reporter stops when an answer or a refusal was given."""
        self.outcome, self.paused_for = outcome, None
        if outcome in (Outcome.ANSWERED, Outcome.REFUSED):
            self.answered_at = at

    def publish(self, at: datetime, window: timedelta) -> bool:
        """Public at once, or kept for the asker's newsroom until the window after the answer has passed.

        A new round of what is public already has no window: it would take from everybody what they had.
        """
        lapses = (self.answered_at or at) + window
        if lapses > at and self.publication not in PUBLIC:
            self.publication, self.exclusive_until = Publication.EXCLUSIVE, lapses
            return False
        self.open_to_all(at)
        return True

    def open_to_all(self, at: datetime) -> None:
        """From now on everybody may see question and answer of this round."""
        self.publication, self.published_at, self.exclusive_until = Publication.PUBLISHED, at, None
        self.published_round = self.round
        self.published_due_at, self.published_answered_at = self.due_at, self.answered_at

    def reopen(self) -> None:
        """A new round with the same agency: it must accept again, and what is public stays so."""
        self.round += 1
        if self.publication is Publication.EXCLUSIVE:
            self.publication, self.exclusive_until = Publication.UNPUBLISHED, None
        self.outcome, self.answered_at, self.accepted_at = Outcome.NONE, None, None
        self.helper_agency_ids, self.clearance = [], []
        self.extension, self.extension_asked = ExtensionState.NONE, None
        self.approaching_told = self.breach_told = False

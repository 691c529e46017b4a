"""derive(history, policy, calendar) -> every term of a question, explained; pure, so it can be done again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.deadline import Deadline
from services.questions.domain.history import Fact, PauseReason
from services.questions.domain.terms import DeadlinePolicy, TargetKind


@dataclass(frozen=True)
class Target:
    """One term of a question.

    While the question is paused, `deadline` is the earliest possible: the one if it were resumed at once.
    `original_due_at` is without extensions.
    """

    kind: TargetKind
    began_at: datetime
    deadline: Deadline
    original_due_at: datetime
    met_at: datetime | None
    ended_at: datetime | None
    paused_at: datetime | None

    @property
    def due_at(self) -> datetime:
        """Its end, with pauses and extensions."""
        return self.deadline.due_at

    @property
    def runs(self) -> bool:
        """Whether time goes on: neither met nor ended nor paused. Only then may the sweep tell of it."""
        return self.met_at is None and self.ended_at is None and self.paused_at is None

    def is_late(self, at: datetime) -> bool:
        """Whether the term had ended unmet before `at`; a pause, an end and meeting it stop the time."""
        stops = [each for each in (self.met_at, self.ended_at, self.paused_at) if each is not None]
        return not self.deadline.met_by(min([at, *stops]))


@dataclass(frozen=True)
class Holding:
    """A stretch in which an agency, or with None the routing desk, had the question and time ran."""

    agency_id: UUID | None
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Clock:
    """All that follows from the history; `answer` is the term that the reporter sees."""

    targets: tuple[Target, ...]
    held: tuple[Holding, ...]
    paused_at: datetime | None
    pause_reason: PauseReason | None

    def target(self, kind: TargetKind) -> Target | None:
        """The term of this kind, if the policy has one and it has begun."""
        return next((each for each in self.targets if each.kind is kind), None)

    @property
    def answer(self) -> Target:
        """The reporter's term; it is there from the beginning and no transfer resets it."""
        return next(each for each in self.targets if each.kind is TargetKind.ANSWER)


def derive(history: Sequence[Fact], policy: DeadlinePolicy, calendar: WorkCalendar) -> Clock:
    """The clock of a question; raises CalendarTooShort, and InvalidHistory for facts that cannot be."""
    raise NotImplementedError


def held_minutes(clock: Clock, now: datetime, calendar: WorkCalendar) -> dict[UUID | None, int]:
    """Office minutes by holder, whoever has it now up to `now`."""
    raise NotImplementedError

"""derive(history, policy, calendar) -> every term of a question, explained; pure, so it can be done again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.course import Course, Pause
from services.questions.domain.deadline import Deadline, due
from services.questions.domain.extending import longer_by, longer_until
from services.questions.domain.history import Fact
from services.questions.domain.office_time import office_minutes
from services.questions.domain.terms import (
    DeadlinePolicy,
    PauseReason,
    TargetKind,
    TargetRule,
    Term,
    TermKind,
)
from services.questions.domain.timeline import Holding, Timeline, read


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


_NO_LEAD = Term(TermKind.CLOCK_HOURS, 1)
_OF_THE_HOLDER = {TargetKind.ACCEPT, TargetKind.DRAFT}


def derive(history: Sequence[Fact], policy: DeadlinePolicy, calendar: WorkCalendar) -> Clock:
    """The clock of a question; raises CalendarTooShort, and InvalidHistory for facts that cannot be.

    What the reporter sees goes by the province's calendar, what an agency owes inside by the agency's own.
    """
    line = read(history)
    pauses = tuple(line.pauses)
    rules = [(kind, policy.rule(kind)) for kind in TargetKind if kind in line.began]
    targets = [
        _target(rule, line, pauses, calendar.of(line.holder) if kind in _OF_THE_HOLDER else calendar)
        for kind, rule in rules
        if rule is not None
    ]
    held = [*line.held]
    if line.holding_since is not None:
        held.append(Holding(line.holder, line.holding_since, None))
    return Clock(
        targets=tuple(targets),
        held=tuple(held),
        paused_at=None if line.paused is None else line.paused.at,
        pause_reason=line.pause_reason,
    )


def held_minutes(clock: Clock, now: datetime, *calendars: WorkCalendar) -> dict[UUID | None, int]:
    """Office minutes by holder, whoever has it now up to `now`; each day by the first that covers it."""
    minutes: dict[UUID | None, int] = {}
    for each in clock.held:
        own = [calendar.of(each.agency_id) for calendar in calendars]
        spent = office_minutes(each.since, min(each.until or now, now), *own)
        minutes[each.agency_id] = minutes.get(each.agency_id, 0) + spent
    return minutes


def _target(rule: TargetRule, line: Timeline, pauses: tuple[Pause, ...], calendar: WorkCalendar) -> Target:
    began_at = line.began[rule.kind]
    plain = Course(tuple(each for each in pauses if each.end > began_at))
    original = due(began_at, rule, calendar, plain)
    deadline = original
    if rule.kind is TargetKind.ANSWER and line.extensions:
        deadline = due(began_at, rule, calendar, _extended(began_at, rule, line, plain, calendar))
    return Target(
        kind=rule.kind,
        began_at=began_at,
        deadline=deadline,
        original_due_at=original.due_at,
        met_at=line.met.get(rule.kind),
        ended_at=line.ended_at,
        paused_at=None if line.paused is None else line.paused.at,
    )


def _extended(
    began_at: datetime, rule: TargetRule, line: Timeline, course: Course, calendar: WorkCalendar
) -> Course:
    """With the extensions in order; a date stands for the time up to it as it looked at the decision."""
    longer = course
    for each in line.extensions.values():
        if each.amount is not None and each.amount.kind is rule.term.kind:
            longer = longer_by(longer, each.amount)
            continue
        until = each.until or _counted_otherwise(due(began_at, rule, calendar, longer), each.amount, calendar)
        known = replace(longer, pauses=_known(line, each.at, course))
        found = longer_until(began_at, until, rule, calendar, known)
        longer = replace(found, pauses=course.pauses)
    return longer


def _counted_otherwise(present: Deadline, amount: Term | None, calendar: WorkCalendar) -> datetime:
    """Where it ends when an amount of another kind than the term's follows the present end."""
    if amount is None:
        return present.due_at
    last = present.late_from - timedelta(microseconds=1)
    return due(last, TargetRule(TargetKind.ANSWER, amount, _NO_LEAD), calendar).due_at


def _known(line: Timeline, at: datetime, course: Course) -> tuple[Pause, ...]:
    """The pauses as far as they had gone at the instant."""
    pauses = course.pauses
    if line.paused is not None:
        pauses = (*pauses, Pause(line.paused.at, at, line.paused.reason))
    return tuple(replace(each, end=min(each.end, at)) for each in pauses if each.start < at)

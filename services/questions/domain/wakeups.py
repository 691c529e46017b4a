"""What the sweep has to tell of a question, and when; made again whenever its history or calendar changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.clock import Clock, Target
from services.questions.domain.escalation import ladder
from services.questions.domain.terms import DeadlinePolicy, TargetKind

ESCALATION = "escalation"


@dataclass(frozen=True)
class Wakeup:
    """`moments` are told one after the other, while it `runs`; of a target they are warning and breach."""

    kind: str
    due_at: datetime
    moments: tuple[datetime, ...]
    runs: bool


def wakeups(clock: Clock, policy: DeadlinePolicy, calendar: WorkCalendar) -> Sequence[Wakeup]:
    """Of every target but the answer's, whose two moments the question itself has, and of the ladder."""
    found = [target_wakeup(each) for each in clock.targets if each.kind is not TargetKind.ANSWER]
    answer = clock.answer
    escalation = escalation_of(answer.due_at, answer.deadline.late_from, policy, calendar, runs=answer.runs)
    return found if escalation is None else [*found, escalation]


def target_wakeup(target: Target) -> Wakeup:
    """Warning and breach."""
    deadline = target.deadline
    moments = (deadline.approaching_at, deadline.late_from)
    return Wakeup(target.kind.value, target.due_at, moments, target.runs)


def escalation_of(
    due_at: datetime, late_from: datetime, policy: DeadlinePolicy, calendar: WorkCalendar, *, runs: bool
) -> Wakeup | None:
    """The steps of the policy's ladder, where it has one."""
    if not policy.escalation.steps:
        return None
    return Wakeup(ESCALATION, due_at, tuple(ladder(late_from, policy.escalation, calendar)), runs)

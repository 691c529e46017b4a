"""Terms as a reader sees them: the answer's with its trace, the inner ones, and who held the question."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import msgspec

from services.questions.application.ports import Rules
from services.questions.application.trace_text import explained
from services.questions.application.views import QuestionView, TraceStep
from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.clock import Clock, derive, held_minutes
from services.questions.domain.history import Fact
from services.questions.domain.terms import PauseReason, TargetKind, TermKind
from shared.i18n import Language


class TargetView(msgspec.Struct, frozen=True, kw_only=True):
    """One inner term; `runs` is false when it is met, over or paused."""

    target: TargetKind
    due_at: datetime
    met_at: datetime | None
    runs: bool
    late: bool


class HeldView(msgspec.Struct, frozen=True, kw_only=True):
    """Office minutes that the question lay with an agency, or with the routing desk where it is null."""

    agency_id: UUID | None
    office_minutes: int


class EscalationView(msgspec.Struct, frozen=True, kw_only=True):
    """Who was told of the late answer, as named on the day; level 0 is the late agency itself."""

    level: int
    agency_id: UUID | None
    full_name: str | None
    position: str | None
    escalated_at: datetime


class DeadlineView(msgspec.Struct, frozen=True, kw_only=True):
    """When an answer is due, and why; a term in days ends at the end of `last_day`, before `due_at`.

    While the question is paused, `due_at` is the earliest possible. Only officials see `targets`, `held` and
    `escalations`.
    """

    question_id: UUID
    due_at: datetime
    last_day: date
    kind: TermKind
    amount: int
    summary: str
    legal_basis: str
    policy_version: str
    calendar_version: str
    trace: list[TraceStep]
    original_due_at: datetime
    paused_at: datetime | None = None
    pause_reason: PauseReason | None = None
    targets: tuple[TargetView, ...] = ()
    held: tuple[HeldView, ...] = ()
    escalations: tuple[EscalationView, ...] = ()


def deadline_view(
    question: QuestionView,
    history: Sequence[Fact],
    rules: Rules,
    language: Language,
    now: datetime | None,
    *,
    others: Sequence[WorkCalendar] = (),
    moved: Rules | None = None,
) -> DeadlineView:
    """The deadline of a question, derived again, in words; with `now` also what officials see.

    `others` measure the time on days that the question's own calendar has not; `moved` are the rules by
    which the publication is due where the calendar has changed since the answer.
    """
    policy, calendar = rules.policy, rules.calendar
    clock = derive(history, policy, calendar)
    found = explained(clock, policy.answer, calendar, language)
    return DeadlineView(
        question_id=question.id,
        due_at=found.due_at,
        last_day=found.last_day,
        kind=policy.term.kind,
        amount=policy.term.amount,
        summary=found.summary,
        legal_basis=policy.legal_basis,
        policy_version=policy.version,
        calendar_version=calendar.version,
        trace=found.trace,
        original_due_at=found.original_due_at,
        paused_at=clock.paused_at,
        pause_reason=clock.pause_reason,
        targets=() if now is None else _targets(_with_publication(clock, history, moved), now),
        held=() if now is None else _held(clock, now, (calendar, *others)),
    )


def _with_publication(clock: Clock, history: Sequence[Fact], moved: Rules | None) -> Clock:
    if moved is None:
        return clock
    own = [each for each in clock.targets if each.kind is not TargetKind.PUBLISH]
    new = derive(history, moved.policy, moved.calendar).target(TargetKind.PUBLISH)
    return replace(clock, targets=(*own, *([] if new is None else [new])))


def _targets(clock: Clock, now: datetime) -> tuple[TargetView, ...]:
    return tuple(
        TargetView(
            target=each.kind, due_at=each.due_at, met_at=each.met_at, runs=each.runs, late=each.is_late(now)
        )
        for each in clock.targets
    )


def _held(clock: Clock, now: datetime, calendars: Sequence[WorkCalendar]) -> tuple[HeldView, ...]:
    minutes = held_minutes(clock, now, *calendars)
    return tuple(HeldView(agency_id=agency, office_minutes=spent) for agency, spent in minutes.items())

"""The trace of a term in words: each counted and skipped day, in Vietnamese or English."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.questions.application.views import TraceStep
from services.questions.domain.calendar import Day, DayCause, WorkCalendar
from services.questions.domain.clock import Clock
from services.questions.domain.steps import Step, StepKind
from services.questions.domain.terms import PauseReason, TargetRule, TermKind
from shared.i18n import N_, Language, translator

Say = Callable[[str], str]

_TERMS: Mapping[TermKind, str] = {
    TermKind.CLOCK_HOURS: N_("{amount} hours, day and night; ends {end}"),
    TermKind.OFFICE_HOURS: N_("{amount} office hours; ends {end}"),
    TermKind.WORKING_DAYS: N_("{amount} working days; ends at the end of {end}"),
    TermKind.CALENDAR_DAYS: N_("{amount} calendar days; ends at the end of {end}"),
}
_DAYS: Mapping[DayCause, str] = {
    DayCause.ORDINARY: N_("working day"),
    DayCause.WEEKEND: N_("weekend"),
    DayCause.HOLIDAY: N_("public holiday"),
    DayCause.DAY_OFF: N_("day off by decision"),
    DayCause.MAKE_UP: N_("worked in place of another day"),
    DayCause.SHORTENED: N_("shortened working day"),
}
_STEPS: Mapping[StepKind, str] = {
    StepKind.RECEIVED: N_("{date}: received; the day of receipt is not counted"),
    StepKind.RECEIPT_MOVED: N_("{date}: counts as the day of receipt by the receipt rule"),
    StepKind.SKIPPED: N_("{date}: not counted ({day})"),
    StepKind.PAUSED: N_("{date}: not counted, the term stands still ({reason})"),
    StepKind.EXTENDED: N_("{date}: the end moves here, for the last day was not worked ({day})"),
}
_COUNTED_DAYS: Mapping[StepKind, str] = {
    StepKind.COUNTED: N_("{date}: day {number} ({day})"),
    StepKind.BY_EXTENSION: N_("{date}: day {number}, by extension ({day})"),
}
_COUNTED_TIMES: Mapping[StepKind, str] = {
    StepKind.COUNTED: N_("{date}: {hours} h {minutes} min counted ({day})"),
    StepKind.BY_EXTENSION: N_("{date}: {hours} h {minutes} min counted by extension ({day})"),
}
_PARTLY = N_("part of the day not counted: {reason}")
_RESUMED = N_("stood still for a part of the day, not at its end, so it counts: {reason}")
_EXTENDED_FROM = N_("extended, originally {end}")
_STANDS = N_("stands still since {date} ({reason}), and the end moves by what that takes")
_REASONS: Mapping[PauseReason, str] = {
    PauseReason.CLARIFICATION: N_("the reporter was asked to clarify"),
    PauseReason.REPORTER_ASKED: N_("the reporter asked to wait"),
    PauseReason.OTHER_AUTHORITY: N_("another authority has to act first"),
    PauseReason.FORCE_MAJEURE: N_("force majeure"),
}
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_DATE = N_("{weekday} {year}-{month}-{day}")


@dataclass(frozen=True)
class Explained:
    """A term in words."""

    due_at: datetime
    original_due_at: datetime
    last_day: date
    summary: str
    trace: list[TraceStep]


def explained(clock: Clock, rule: TargetRule, calendar: WorkCalendar, language: Language) -> Explained:
    """When the answer's term ends and why, in local time: days counted and skipped, pauses, extensions."""
    say, target = translator(language), clock.answer
    due_at, original = (each.astimezone(calendar.zone) for each in (target.due_at, target.original_due_at))
    return Explained(
        due_at=due_at,
        original_due_at=original,
        last_day=_last_day(due_at, rule),
        summary="; ".join([_summary(rule, due_at, original, say), *_standing(clock, calendar, say)]),
        trace=[_step(each, say, language) for each in target.deadline.trace],
    )


def _last_day(due_at: datetime, rule: TargetRule) -> date:
    return (due_at - timedelta(microseconds=1)).date() if rule.term.kind.in_days else due_at.date()


def _summary(rule: TargetRule, due_at: datetime, original: datetime, say: Say) -> str:
    summary = say(_TERMS[rule.term.kind]).format(amount=rule.term.amount, end=_end(due_at, rule, say))
    if original == due_at:
        return summary
    return f"{summary}; {say(_EXTENDED_FROM).format(end=_end(original, rule, say))}"


def _standing(clock: Clock, calendar: WorkCalendar, say: Say) -> Iterator[str]:
    """Of a pause that lasts, unless the term had ended before it."""
    since, reason = clock.paused_at, clock.pause_reason
    if since is not None and reason is not None and clock.answer.deadline.met_by(since):
        day = _date(calendar.local_date(since), say)
        yield say(_STANDS).format(date=day, reason=say(_REASONS[reason]))


def _end(due_at: datetime, rule: TargetRule, say: Say) -> str:
    day = _date(_last_day(due_at, rule), say)
    return day if rule.term.kind.in_days else f"{due_at:%H:%M}, {day}"


def _step(step: Step, say: Say, language: Language) -> TraceStep:
    counted = _COUNTED_DAYS if step.number is not None else _COUNTED_TIMES
    pattern = _STEPS.get(step.kind) or counted[step.kind]
    hours, minutes = divmod(step.minutes or 0, 60)
    reason = say(_REASONS[step.reason]) if step.reason else ""
    text = say(pattern).format(
        date=_date(step.day.date, say),
        day=_day(step.day, say, language),
        number=step.number,
        hours=hours,
        minutes=minutes,
        reason=reason,
    )
    if reason and step.kind in counted:
        note = _PARTLY if step.number is None else _RESUMED
        text = f"{text}; {say(note).format(reason=reason)}"
    return TraceStep(date=step.day.date, kind=step.kind, number=step.number, minutes=step.minutes, text=text)


def _day(day: Day, say: Say, language: Language) -> str:
    name, document = day.names.get(language), day.document
    return ", ".join(filter(None, (say(_DAYS[day.cause]), name, document)))


def _date(day: date, say: Say) -> str:
    weekday = say(_WEEKDAYS[day.weekday()])
    return say(_DATE).format(weekday=weekday, year=day.year, month=f"{day.month:02d}", day=f"{day.day:02d}")

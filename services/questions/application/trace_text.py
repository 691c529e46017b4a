"""The trace of a term in words: each counted and skipped day, in Vietnamese or English."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from services.questions.application.ports import Rules
from services.questions.application.views import DeadlineView, QuestionView, TraceStep
from services.questions.domain.calendar import Day, DayCause
from services.questions.domain.deadline import due
from services.questions.domain.steps import Step, StepKind
from services.questions.domain.terms import DeadlinePolicy, TermKind
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
    StepKind.EXTENDED: N_("{date}: the end moves here, for the last day was not worked ({day})"),
}
_COUNTED_DAY = N_("{date}: day {number} ({day})")
_COUNTED_TIME = N_("{date}: {hours} h {minutes} min counted ({day})")
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


def deadline_view(question: QuestionView, rules: Rules, language: Language) -> DeadlineView:
    """The deadline of a question, derived again, in words."""
    policy, calendar = rules.policy, rules.calendar
    deadline = due(question.submitted_at, policy, calendar)
    say = translator(language)
    local = deadline.due_at.astimezone(calendar.zone)
    last_day = (local - timedelta(microseconds=1)).date() if policy.term.kind.in_days else local.date()
    return DeadlineView(
        question_id=question.id,
        due_at=local,
        last_day=last_day,
        kind=policy.term.kind,
        amount=policy.term.amount,
        summary=_summary(policy, local, last_day, say),
        legal_basis=policy.legal_basis,
        policy_version=policy.version,
        calendar_version=calendar.version,
        trace=[_step(each, say, language) for each in deadline.trace],
    )


def _summary(policy: DeadlinePolicy, due_at: datetime, last_day: date, say: Say) -> str:
    end = _date(last_day, say)
    if not policy.term.kind.in_days:
        end = f"{due_at:%H:%M}, {end}"
    return say(_TERMS[policy.term.kind]).format(amount=policy.term.amount, end=end)


def _step(step: Step, say: Say, language: Language) -> TraceStep:
    pattern = _STEPS.get(step.kind, _COUNTED_DAY if step.number is not None else _COUNTED_TIME)
    hours, minutes = divmod(step.minutes or 0, 60)
    text = say(pattern).format(
        date=_date(step.day.date, say),
        day=_day(step.day, say, language),
        number=step.number,
        hours=hours,
        minutes=minutes,
    )
    return TraceStep(date=step.day.date, kind=step.kind, number=step.number, minutes=step.minutes, text=text)


def _day(day: Day, say: Say, language: Language) -> str:
    name, document = day.names.get(language), day.document
    return ", ".join(filter(None, (say(_DAYS[day.cause]), name, document)))


def _date(day: date, say: Say) -> str:
    weekday = say(_WEEKDAYS[day.weekday()])
    return say(_DATE).format(weekday=weekday, year=day.year, month=f"{day.month:02d}", day=f"{day.day:02d}")

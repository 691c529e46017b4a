"""Who hears of a late answer, and when: always in office hours, one rung of the ladder after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.office_time import spans_after


@dataclass(frozen=True)
class Rung:
    """So many office hours after the breach, the head of the agency so many levels above; 0 is its own."""

    after_hours: int
    levels_up: int

    def __post_init__(self) -> None:
        if self.after_hours < 0 or self.levels_up < 0:
            raise ValueError("an escalation goes forward and up")


@dataclass(frozen=True)
class EscalationRule:
    """`right` is the legal basis on which the newsroom may go to the higher agency or publish.

    Decree 237/2026, article 18.4; None where the policy's term is not one of that article.
    """

    rungs: tuple[Rung, ...] = ()
    right: str | None = None

    def __post_init__(self) -> None:
        hours = [each.after_hours for each in self.rungs]
        if hours != sorted(hours):
            raise ValueError("the rungs of a ladder are in order")

    @property
    def steps(self) -> tuple[Rung | None, ...]:
        """In the order of time; None stands for the right of the newsroom, which accrues with the breach."""
        return ((None,) if self.right is not None else ()) + self.rungs


NO_ESCALATION = EscalationRule()


def ladder(late_from: datetime, rule: EscalationRule, calendar: WorkCalendar) -> Sequence[datetime]:
    """The instant of each step; raises CalendarTooShort."""
    return [
        late_from if step is None else _office_instant(late_from, step.after_hours, calendar)
        for step in rule.steps
    ]


def _office_instant(start: datetime, hours: int, calendar: WorkCalendar) -> datetime:
    left = timedelta(hours=hours)
    for opens, closes in spans_after(start, calendar):
        if closes - opens > left:
            return (opens + left).astimezone(UTC)
        left -= closes - opens
    raise AssertionError("the calendar ends with CalendarTooShort")

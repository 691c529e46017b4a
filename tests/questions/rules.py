"""The calendar that the local stack loads, and policies to try it with."""

from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.terms import DeadlinePolicy, ReceiptRule, Term, TermKind
from services.questions.entrypoints.seed import SeedFile

SEEDS = Path(__file__).parents[2] / "deploy" / "local" / "seed" / "questions"
HUE = ZoneInfo("Asia/Ho_Chi_Minh")
NO_RULE = ReceiptRule()


@cache
def hue_calendar() -> WorkCalendar:
    """Holidays of the package, the dated decisions, the office hours of Huế."""
    source = msgspec.json.decode((SEEDS / "calendar.json").read_bytes(), type=SeedFile).calendar
    assert source is not None
    version, document = source.checked().compiled()
    return document.calendar(version)


def policy_of(
    kind: TermKind, amount: int, receipt: ReceiptRule = NO_RULE, lead: Term | None = None
) -> DeadlinePolicy:
    """A policy with this term; it warns eight office hours before unless told otherwise."""
    return DeadlinePolicy(
        version="test-1",
        term=Term(kind, amount),
        legal_basis="for tests",
        valid_from=date(2022, 9, 1),
        valid_to=None,
        approaching_before=lead or Term(TermKind.OFFICE_HOURS, 8),
        questions_per_day=3,
        receipt=receipt,
    )


def hue(text: str) -> datetime:
    """An instant by the clock on the wall in Huế: `2026-11-20 16:00`, midnight when only a date is given."""
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=HUE)


def wall(hour: int, minute: int = 0) -> time:
    """A time of day."""
    return time(hour, minute)

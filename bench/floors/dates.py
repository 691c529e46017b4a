"""Floor of a term: the last of so many worked days after the local day of receipt, and nothing else."""

from collections.abc import Container
from datetime import date, datetime, timedelta

from shared.clock import PROVINCE_ZONE

_DAY = timedelta(days=1)


def end_of(received_at: datetime, amount: int, worked: Container[date]) -> datetime:
    """The midnight after it; no trace, no warning, no receipt rule."""
    day = received_at.astimezone(PROVINCE_ZONE).date()
    while amount:
        day += _DAY
        amount -= day in worked
    return datetime(day.year, day.month, day.day, tzinfo=PROVINCE_ZONE) + _DAY

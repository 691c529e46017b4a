"""How the network works here: configuration, and the local day."""

from datetime import date, datetime, time
from uuid import UUID

import msgspec

from shared.clock import PROVINCE_ZONE


class Practice(msgspec.Struct, frozen=True):
    """Steps of the clearance before the spokesperson, the office that holds one, the asker's hours alone."""

    clearance: tuple[str, ...] = ()
    office: UUID | None = None
    exclusive_hours: int = 0


USUAL = Practice()
"""The spokesperson clears and releases, and publication is at once."""


def day_start(now: datetime) -> datetime:
    """The midnight that began the local day."""
    return datetime.combine(local_date(now), time.min, PROVINCE_ZONE)


def local_date(instant: datetime) -> date:
    """The day in the province."""
    return instant.astimezone(PROVINCE_ZONE).date()

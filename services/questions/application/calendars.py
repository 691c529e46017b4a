"""A new version of the calendar: decisions about days, by an administrator or a dispatcher, on the record."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

import msgspec

from services.questions.application.ports import UnitOfWork
from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.calendar_change import DayOverride, with_overrides
from services.questions.domain.errors import NoCalendar, StaleCalendar


class ChangeCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """The decisions, and the version that was read before; `past_days` says that the past is meant."""

    base_version: str
    overrides: tuple[DayOverride, ...]
    past_days: bool
    reason: str
    account_id: UUID | None


class Calendars(Protocol):
    """The calendar in force, which one transaction at a time may replace."""

    async def newest(self) -> WorkCalendar | None:
        """For change: others wait until this transaction ends."""

    async def store(self, calendar: WorkCalendar) -> WorkCalendar:
        """Named by what it says, and in force from now on, also where it was known before."""


class Record(Protocol):
    """The audit log."""

    def add(
        self,
        action: str,
        subject_kind: str,
        subject_id: UUID | str,
        actor: UUID | None,
        detail: dict[str, str],
    ) -> None:
        """Written at commit, chained afterwards."""


class CalendarUnit(UnitOfWork, Protocol):
    """One transaction that changes the calendar."""

    @property
    def calendars(self) -> Calendars:
        """The calendar in force."""

    @property
    def audit(self) -> Record:
        """Who did what."""


async def change_calendar(command: ChangeCalendar, uow: CalendarUnit) -> WorkCalendar:
    """Open questions follow by themselves: the worker derives their terms again, batch by batch."""
    async with uow:
        base = await uow.calendars.newest()
        if base is None:
            raise NoCalendar
        if base.version != command.base_version:
            raise StaleCalendar(version=base.version)
        today = base.local_date(uow.now())
        changed = with_overrides(base, command.overrides, today, past_days=command.past_days)
        stored = await uow.calendars.store(changed)
        uow.audit.add(
            "calendar.changed",
            "calendar",
            stored.version,
            command.account_id,
            {"base": base.version, "reason": command.reason, "days": _said(command.overrides)},
        )
    return stored


def _said(overrides: Sequence[DayOverride]) -> str:
    return "; ".join(
        f"{each.day} {each.cause} {each.document}" + (f" {each.agency_id}" if each.agency_id else "")
        for each in overrides
    )

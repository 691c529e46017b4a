"""Working days: public holidays of the package `holidays`, and the dated decisions that go before it."""

from datetime import date
from pathlib import Path
from typing import Literal

import holidays
import msgspec

from shared.settings import InvalidSettings

_SATURDAY = 5


class _Override(msgspec.Struct, frozen=True):
    day: date
    kind: Literal["OFF", "WORK", "SHORTENED"]


class _Calendar(msgspec.Struct, frozen=True):
    overrides: tuple[_Override, ...] = ()


class _CalendarFile(msgspec.Struct, frozen=True):
    calendar: _Calendar


class VietnameseWorkingDays:
    """Monday to Friday without public holidays, unless a decision says otherwise of a day."""

    def __init__(self, overrides: dict[date, bool] | None = None) -> None:
        self._overrides = overrides or {}
        self._holidays = holidays.country_holidays("VN", language="vi")

    @classmethod
    def from_file(cls, path: str) -> "VietnameseWorkingDays":
        """The overrides of the file that the questions service is seeded with; without a path, none."""
        if not path:
            return cls()
        try:
            found = msgspec.json.decode(Path(path).read_bytes(), type=_CalendarFile)
        except (OSError, msgspec.MsgspecError) as error:
            raise InvalidSettings([], {path: f"no calendar ({type(error).__name__})"}) from error
        return cls({one.day: one.kind != "OFF" for one in found.calendar.overrides})

    def works(self, day: date) -> bool:
        """Whether offices are open on that day; a shortened one counts."""
        decided = self._overrides.get(day)
        if decided is not None:
            return decided
        # The package fills a year's holidays in, and its make-up days, when a day of it is first asked for.
        if day in self._holidays:
            return False
        return day.weekday() < _SATURDAY or day in self._holidays.weekend_workdays

"""The instant that business rules see: real time, or for demonstrations an instant kept in a small file."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec

PROVINCE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_TICK_NS = 2_000_000_000  # the coarsest file time in use


class Clock(Protocol):
    """Whoever can say which instant it is; always aware, always UTC."""

    def now(self) -> datetime:
        """The current instant in UTC."""
        ...


class RealClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The current instant in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is set; for tests."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """The instant last set."""
        return self._instant

    def set(self, instant: datetime) -> None:
        """Stand at another instant from now on."""
        self._instant = instant.astimezone(UTC)


class ClockFileError(Exception):
    """The clock file is missing or says something that is not an instant."""


class ClockReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """The clock file: `held` stands still; `from` at real instant `at` runs on at `speed`."""

    held: datetime | None = None
    start: datetime | None = msgspec.field(name="from", default=None)
    at: datetime | None = None
    speed: float = 1.0

    def instant(self, real: datetime) -> datetime:
        """The instant this reading means when real time is `real`; raises ClockFileError if it means none."""
        if self.held is not None:
            return _aware(self.held)
        if self.start is None or self.at is None:
            raise ClockFileError("a clock file has either 'held', or 'from' with 'at'")
        elapsed: timedelta = real - _aware(self.at)
        return _aware(self.start) + elapsed * self.speed


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ClockFileError(f"an instant in a clock file has an offset: {instant.isoformat()}")
    return instant.astimezone(UTC)


class FileClock:
    """Every process that reads the same file sees the same instant; the file is replaced atomically.

    It is read again when its stamp has changed, and while it is so young that another change may have left
    the same stamp: file systems count in ticks, and give the inode of a replaced file away again.
    """

    def __init__(self, path: Path, real: Callable[[], datetime] | None = None) -> None:
        self._path = path
        self._real = real or RealClock().now
        self._stamp: tuple[int, int] | None = None
        self._reading = ClockReading()

    def now(self) -> datetime:
        """The file's instant in UTC; raises ClockFileError when the file is missing or malformed."""
        try:
            status = self._path.stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            if stamp != self._stamp:
                self._reading = msgspec.json.decode(self._path.read_bytes(), type=ClockReading)
                settled = time.time_ns() - status.st_mtime_ns > _TICK_NS
                self._stamp = stamp if settled else None
        except (OSError, msgspec.MsgspecError) as error:
            raise ClockFileError(f"clock file {self._path}: {error}") from error
        return self._reading.instant(self._real())


def write_clock(path: Path, reading: ClockReading) -> None:
    """Replace the clock file atomically; raises ClockFileError when the clock would move backwards."""
    real = RealClock().now()
    if path.exists() and reading.instant(real) < FileClock(path).now():
        raise ClockFileError("the clock never moves backwards")
    draft = path.with_name(path.name + ".new")
    draft.write_bytes(msgspec.json.encode(reading))
    os.replace(draft, path)


def clock_from(spec: str) -> Clock:
    """The clock that the setting CLOCK names: `real`, or `file:PATH`; raises ValueError for anything else."""
    if spec == "real":
        return RealClock()
    kind, _, path = spec.partition(":")
    if kind == "file" and path:
        return FileClock(Path(path))
    raise ValueError(f"CLOCK is 'real' or 'file:PATH', not {spec!r}")

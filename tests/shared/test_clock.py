"""The province's clock: real, or read from a file that never moves backwards."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.clock import ClockFileError, ClockReading, FileClock, RealClock, clock_from, write_clock

MONDAY = datetime(2026, 8, 17, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("spec", ["", "fake", "file:", "FILE:x"])
def test_a_clock_that_does_not_exist_is_refused(spec: str) -> None:
    with pytest.raises(ValueError, match="CLOCK is"):
        clock_from(spec)


@pytest.mark.parametrize(
    "content", ["", "{}", '{"held": "2026-08-17T07:30:00"}', '{"from": "2026-08-17T07:30:00Z"}']
)
def test_a_file_that_names_no_instant_is_an_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "clock.json"
    path.write_text(content)
    with pytest.raises(ClockFileError):
        FileClock(path).now()


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ClockFileError, match=r"clock\.json"):
        FileClock(tmp_path / "clock.json").now()


def test_the_clock_is_never_moved_backwards(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    write_clock(path, ClockReading(held=MONDAY))
    with pytest.raises(ClockFileError, match="backwards"):
        write_clock(path, ClockReading(held=MONDAY - timedelta(seconds=1)))
    assert FileClock(path).now() == MONDAY


def test_a_held_clock_stands_and_a_moved_one_is_seen_at_once(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    write_clock(path, ClockReading(held=MONDAY))
    clock = clock_from(f"file:{path}")
    assert clock.now() == clock.now() == MONDAY
    write_clock(path, ClockReading(held=MONDAY + timedelta(hours=1)))
    assert clock.now() == MONDAY + timedelta(hours=1)


def test_a_change_that_leaves_the_stamp_as_it_was_is_seen_too(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    write_clock(path, ClockReading(held=MONDAY))
    clock, stamp = FileClock(path), path.stat()
    assert clock.now() == MONDAY
    # In place and at the same time, as a file system with coarse ticks and reused inodes would have it.
    path.write_text('{"held": "2026-08-17T09:00:00+07:00"}')
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert clock.now() == datetime(2026, 8, 17, 2, 0, tzinfo=UTC)


def test_a_file_that_has_settled_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "clock.json"
    write_clock(path, ClockReading(held=MONDAY))
    os.utime(path, (1, 1))
    clock = FileClock(path)
    assert clock.now() == MONDAY
    monkeypatch.setattr(Path, "read_bytes", None)
    assert clock.now() == MONDAY


def test_a_running_clock_keeps_its_distance_to_real_time(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    real = datetime(2026, 11, 21, tzinfo=UTC)
    write_clock(path, ClockReading(start=MONDAY, at=real, speed=60))
    clock = FileClock(path, real=lambda: real + timedelta(seconds=2))
    assert clock.now() == MONDAY + timedelta(minutes=2)


def test_the_real_clock_is_aware_and_in_utc() -> None:
    assert RealClock().now().utcoffset() == timedelta(0)

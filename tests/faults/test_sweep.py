"""Three workers sweep and derive again; one is killed in mid-batch, and everything is told once each."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.questions.application.calendars import ChangeCalendar, change_calendar
from services.questions.domain.calendar import DayCause
from services.questions.domain.calendar_change import DayOverride
from shared.contracts.event import Event
from shared.contracts.questions import DeadlineRecomputed, QuestionSubmitted
from tests.faults.hold import blocked, holding
from tests.faults.sweepers import Sweepers, sweepers
from tests.questions.rules import hue

pytestmark = [pytest.mark.faults, pytest.mark.servers]
OPEN = 1200
"""More than two batches, so that each of three workers holds one."""


@pytest.fixture(name="place")
async def three_workers(tmp_path: Path) -> AsyncIterator[Sweepers]:
    """Servers of their own, for the clock runs far ahead here."""
    async with sweepers(tmp_path) as made:
        await made.ask(OPEN)
        yield made


def each_once(events: list[Event], *names: str) -> None:
    """Of every question just these events, in versions without a gap."""
    told = [event for event in events if not isinstance(event, QuestionSubmitted)]
    counted = Counter((event.aggregate_id, type(event).__name__) for event in told)
    assert set(counted.values()) == {1}
    assert Counter(name for _, name in counted) == dict.fromkeys(names, OPEN)
    versions: dict[object, list[int]] = {}
    for event in told:
        versions.setdefault(event.aggregate_id, []).append(event.aggregate_version)
    assert all(sorted(each) == list(range(2, len(names) + 2)) for each in versions.values())


async def killed_in_mid_batch(place: Sweepers) -> None:
    """Every worker has claimed its batch and waits to write its events; the first of them is killed."""
    await blocked(place.office.database, "outbox", 3)
    place.workers[0].kill()


@pytest.mark.timeout(180)
async def test_warnings_breaches_and_rights_are_told_once_each(place: Sweepers) -> None:
    await place.run()
    async with holding(place.url, "LOCK TABLE outbox IN SHARE MODE"):
        place.hold_clock(hue("2026-09-29 00:00"))
        await killed_in_mid_batch(place)
    place.workers[0].start()
    names = (
        "DeadlineApproaching",
        "DeadlineBreached",
        "EscalationRightAccrued",
        "TargetApproaching",
        "TargetBreached",
    )
    each_once(await place.told(OPEN * len(names) + 1), *names)


@pytest.mark.timeout(180)
async def test_a_change_of_the_calendar_moves_each_open_term_once(place: Sweepers) -> None:
    await place.run()
    storm = DayOverride(hue("2026-09-23").date(), DayCause.DAY_OFF, "99/CĐ-UBND")
    async with place.office.unit() as uow:
        base = await uow.calendars.newest()
        assert base is not None
    command = ChangeCalendar(
        base_version=base.version, overrides=(storm,), past_days=False, reason="Bão", account_id=None
    )
    async with holding(place.url, "LOCK TABLE outbox IN SHARE MODE"):
        await change_calendar(command, place.office.unit())
        await killed_in_mid_batch(place)
    place.workers[0].start()
    events = await place.told(OPEN + 1)
    each_once(events, "DeadlineRecomputed")
    moved = {event.due_at for event in events if isinstance(event, DeadlineRecomputed)}
    assert moved == {hue("2026-09-30 00:00")}

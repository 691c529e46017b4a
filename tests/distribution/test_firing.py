"""What is due fires from the database, exactly once, and only if it was approved in time."""

import asyncio
from datetime import timedelta

import pytest

from services.distribution.application import publishing
from services.distribution.application.handlers import releasing
from shared.contracts.distribution import ReleasePublished
from tests.distribution.house import STARTED, TEXT, House, hue

AT = hue("2026-09-21 15:00")


async def scheduled(house: House, *, approve: bool) -> dict[str, object]:
    release = await house.done(await house.draft(), "schedule", house.officer(), at=AT.isoformat())
    release = await house.done(release, "submission", house.officer())
    return await house.done(release, "approval", house.speaker()) if approve else release


async def test_an_unapproved_release_never_fires(house: House) -> None:
    release = await scheduled(house, approve=False)
    assert await house.fire(AT + timedelta(hours=1)) == 0
    approved = await house.done(release, "approval", house.speaker())
    assert approved["pending"]["schedule_missed"]
    assert await house.fire(AT + timedelta(days=1)) == 0
    assert await house.told() == []


async def test_an_approved_release_fires_once_at_its_time_and_not_before(house: House) -> None:
    release = await scheduled(house, approve=True)
    assert await house.fire(AT - timedelta(microseconds=1)) == 0
    assert (await house.http.get(f"/releases/{release['id']}")).status_code == 404
    house.clock.set(AT)
    assert sum(await asyncio.gather(*(releasing.fire_due(house.office.unit) for _ in range(4)))) == 1
    assert await house.fire() == 0
    told = await house.told()
    assert [type(event) for event in told] == [ReleasePublished]
    assert await house.count("release_log") == await house.count("editions") == 1
    assert (await house.http.get(f"/releases/{release['id']}")).status_code == 200


async def test_a_schedule_taken_away_does_not_fire(house: House) -> None:
    release = await scheduled(house, approve=True)
    await house.done(release, "schedule", house.speaker(), at=None)
    assert await house.fire(AT) == 0


async def test_an_approval_that_has_lapsed_does_not_fire(house: House) -> None:
    release = await scheduled(house, approve=True)
    await house.revoke_speaker()
    await house.fire(AT)
    assert await house.count("editions") == 0
    shown = (await house.http.get(f"/releases/{release['id']}", headers=house.officer())).json()
    assert (shown["pending"]["status"], shown["pending"]["approved_by"]) == ("submitted", None)


async def test_many_due_releases_fire_each_once_with_gapless_places_in_the_log(house: House) -> None:
    for _ in range(5):
        await scheduled(house, approve=True)
    house.clock.set(AT)
    await asyncio.gather(*(releasing.fire_due(house.office.unit) for _ in range(3)))
    rows = await house.database.fetch("SELECT seq FROM release_log ORDER BY seq")
    assert [row["seq"] for row in rows] == [1, 2, 3, 4, 5]
    assert len(await house.told()) == 5


async def test_a_failure_on_the_way_leaves_nothing_and_the_others_fire(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = await scheduled(house, approve=True)
    await scheduled(house, approve=True)
    intact = publishing.make_public

    async def sometimes(release: object, *others: object) -> object:
        made = await intact(release, *others)  # type: ignore[arg-type]  # passed on as they came
        if str(release.id) == broken["id"]:  # type: ignore[attr-defined]  # a release
            raise ZeroDivisionError
        return made

    monkeypatch.setattr(releasing, "make_public", sometimes)
    with pytest.raises(ExceptionGroup):
        await house.fire(AT)
    assert await house.count("release_log") == await house.count("editions") == 1
    monkeypatch.undo()
    assert await house.fire() == 1
    assert len(await house.told()) == 2


async def test_the_sweep_reads_the_index_and_not_the_table(house: House) -> None:
    connection = await house.database.connect()
    await connection.execute("SET enable_seqscan = off")
    rows = await connection.fetch(
        "EXPLAIN SELECT id FROM releases WHERE fires_at <= now() ORDER BY fires_at LIMIT 1"
    )
    await connection.close()
    assert any("ix_releases_fires_at" in row[0] for row in rows)


async def test_an_embargo_is_lifted_at_its_minute(house: House) -> None:
    release = await house.published(**{**TEXT, "embargoed_until": AT.isoformat()})
    assert (release["publication"], release["pending"]["status"]) == ("unpublished", "embargoed")
    assert await house.fire(AT - timedelta(seconds=1)) == 0
    assert await house.told() == []
    assert await house.fire(AT) == 1
    (event,) = await house.told()
    assert isinstance(event, ReleasePublished)
    assert event.embargoed_until == event.published_at == AT
    assert event.published_at > STARTED

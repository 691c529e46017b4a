"""Identity's facts as the bus brings them: repeated, late, in any order, with gaps."""

from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest

from services.questions.entrypoints.subscribers import SUBSCRIPTIONS
from shared.contracts import cloudevents, registry
from shared.contracts.event import Event
from shared.contracts.golden import example
from shared.contracts.identity import (
    AccreditationRestored,
    AccreditationSuspended,
    AgencyRegistered,
    ReporterRegistered,
    SpokespersonRevoked,
)
from shared.ids import uuid7
from shared.messaging import Subscription
from shared.messaging.consumer import apply
from shared.persistence import standing
from tests.questions.house import ASKED, House
from tests.questions.rules import hue

TABLES = (
    *("known_agency", "ended_agency", "reporters", "speaking_right", "suspended_account"),
    *("agency_profiles", "known_newsrooms", "known_releases"),
)


async def known(house: House) -> dict[str, list[tuple[object, ...]]]:
    """Everything projected, as rows."""
    found = {}
    for table in TABLES:
        rows = await house.database.fetch(f"SELECT * FROM {table} ORDER BY 1")
        found[table] = [tuple(row.values()) for row in rows]
    return found


def life(house: House) -> list[Event]:
    """A reporter's life: registered, verified, suspended, restored."""
    who = {"reporter_id": house.reporter_id, "account_id": uuid7(), "press_agency_id": house.newsroom}
    return [
        ReporterRegistered(aggregate_version=1, registered_at=ASKED, **who),
        house.verified(2),
        AccreditationSuspended(aggregate_version=3, suspended_at=ASKED, **who),
        AccreditationRestored(aggregate_version=4, restored_at=ASKED, **who),
    ]


async def asks(house: House) -> int:
    """The status that an attempt to ask is answered with."""
    standing.forget(house.database)
    text = {"title": "Một", "body": "Hai?"}
    return (await house.http.post("/questions", json=text, headers=house.reporter())).status_code


@pytest.mark.parametrize("subscription", SUBSCRIPTIONS, ids=lambda one: one.durable)
async def test_a_message_delivered_twice_changes_nothing_the_second_time(
    house: House, subscription: Subscription
) -> None:
    event_type = subscription.event
    payload, cause = example(event_type.type_name()), uuid7()
    event = registry.decode(event_type.type_name(), payload)
    headers = cloudevents.headers(event, event_id=cause, time=ASKED, province_code="46")
    assert await apply(subscription, house.office.unit, headers, payload)
    once = await known(house)
    assert not await apply(subscription, house.office.unit, headers, payload)
    assert await known(house) == once


async def test_a_reporters_facts_mean_the_same_in_any_order(house: House) -> None:
    facts = life(house)
    for order in permutations(facts):
        for table in ("reporters", "suspended_account"):
            await house.database.fetch(f"DELETE FROM {table}")
        for event in order:
            await house.hear(event)
        assert await asks(house) == 201, [type(event).__name__ for event in order]


async def test_a_reporter_may_ask_from_verification_on_but_not_while_suspended(house: House) -> None:
    await house.database.fetch("DELETE FROM reporters")
    seen = [await asks(house)]
    for event in life(house):
        await house.hear(event)
        seen.append(await asks(house))
    assert seen == [403, 403, 201, 403, 201]


async def test_a_suspension_heard_before_anything_else_holds(house: House) -> None:
    await house.database.fetch("DELETE FROM reporters")
    await house.hear(life(house)[2])
    await house.hear(life(house)[1])
    assert await asks(house) == 403


async def test_a_suspended_account_may_not_even_read(house: House) -> None:
    account = uuid7()
    event = AccreditationSuspended(
        aggregate_version=3,
        suspended_at=ASKED,
        reporter_id=uuid7(),
        account_id=account,
        press_agency_id=house.newsroom,
    )
    await house.hear(event)
    standing.forget(house.database)
    answer = await house.http.get("/questions", headers=house.issuer.bearer("reporter", sub=account))
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:caunoi:problem:account-suspended"


def revoked(house: House, spokesperson_id: UUID, version: int = 2) -> SpokespersonRevoked:
    return SpokespersonRevoked(
        aggregate_version=version,
        spokesperson_id=spokesperson_id,
        account_id=house.speaker_account,
        agency_id=house.agency,
        revoked_at=hue("2026-09-20"),
    )


async def speaks(house: House) -> bool:
    async with house.office.unit() as uow:
        return (
            await uow.directory.speaker(house.speaker_account, house.agency, uuid7(), uow.now()) is not None
        )


@pytest.mark.parametrize("revocation_first", [False, True])
async def test_a_revocation_counts_even_when_it_is_heard_first(house: House, revocation_first: bool) -> None:
    await house.database.fetch("DELETE FROM speaking_right")
    spokesperson = uuid7()
    facts = [house.assigned(1, spokesperson), revoked(house, spokesperson)]
    for event in reversed(facts) if revocation_first else facts:
        await house.hear(event)
    assert not await speaks(house)
    house.clock.set(hue("2026-09-20") - timedelta(seconds=1))
    assert await speaks(house)


async def test_who_is_assigned_again_after_a_revocation_speaks_again(house: House) -> None:
    await house.database.fetch("DELETE FROM speaking_right")
    spokesperson = uuid7()
    for event in (
        house.assigned(3, spokesperson),
        revoked(house, spokesperson),
        house.assigned(1, spokesperson),
    ):
        await house.hear(event)
    assert await speaks(house)


@pytest.mark.parametrize(("at", "active"), [("2025-12-31 23:59", False), ("2026-01-01 00:00", True)])
async def test_an_office_begins_when_it_says(house: House, at: str, active: bool) -> None:
    house.clock.set(hue(at))
    assert await speaks(house) is active


async def test_the_latest_name_of_an_agency_stays(house: House) -> None:
    def named(version: int, name: str) -> AgencyRegistered:
        return AgencyRegistered(
            aggregate_version=version,
            agency_id=house.agency,
            code="H57.00",
            name=name,
            level="DEPARTMENT",
            parent_id=None,
            fields=(),
        )

    await house.hear(named(3, "Sở Mới"))
    await house.hear(named(2, "Sở Cũ"))
    async with house.office.unit() as uow:
        assert await uow.directory.agency_name(house.agency, uow.now()) == "Sở Mới"

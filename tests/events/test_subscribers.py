"""Messages as identity publishes them (the committed examples), handled once whatever the bus does."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

import msgspec
import pytest

from services.events.entrypoints.subscribers import SUBSCRIPTIONS
from shared.contracts import registry
from shared.contracts.event import Event
from shared.contracts.golden import example
from shared.contracts.identity import (
    AccountErased,
    AgencyRegistered,
    AgencyRevised,
    AgencySucceeded,
    PressAgencyRegistered,
)
from shared.ids import uuid7
from shared.messaging import Subscription
from shared.persistence import standing
from tests.events.house import NOW, House, MakeHouse

NOON = datetime(2026, 9, 21, 5, tzinfo=UTC)
TABLES = (
    "agencies",
    "ended_agencies",
    "press_agencies",
    "reporters",
    "suspended_account",
    "revoked_access",
)


async def everything(house: House) -> list[object]:
    found: list[object] = []
    for table in TABLES:
        rows = await house.database.fetch(f"SELECT * FROM {table} ORDER BY 1")
        found += [tuple(row) for row in rows]
    return found


@pytest.mark.parametrize("subscription", SUBSCRIPTIONS, ids=lambda one: one.durable)
async def test_a_message_delivered_twice_is_handled_once(
    make_house: MakeHouse, subscription: Subscription
) -> None:
    house = make_house()
    event, cause = registry.decode(subscription.subject, example(subscription.subject)), uuid7()
    assert await house.hear(event, cause)
    after_first = await everything(house)
    assert after_first or subscription.event is AccountErased
    assert not await house.hear(event, cause)
    assert await house.hear(event, uuid7())
    assert await everything(house) == after_first


async def _hear(house: House, events: Sequence[Event]) -> None:
    for event in events:
        await house.hear(event)


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_whatever_the_order_the_last_word_on_a_reporter_is_true(
    make_house: MakeHouse, order: tuple[int, ...]
) -> None:
    house = make_house()
    events = (house.verified(house.reporter_id), house.suspended(3), house.restored(4))
    await _hear(house, [events[index] for index in order])
    async with house.parts.uow() as uow:
        found = await uow.directory.reporter(house.reporter_id)
    assert found is not None
    assert found.good
    standing.forget(house.database)
    assert not await standing.is_suspended(house.database, house.account_id)


async def test_an_older_name_never_replaces_a_newer_one(make_house: MakeHouse) -> None:
    house = make_house()
    newer = AgencyRegistered(
        aggregate_version=2, agency_id=house.agency, code="H57.02", name="Sở Mới", level="DEPARTMENT",
        parent_id=None, fields=(),
    )  # fmt: skip
    older = AgencyRegistered(
        aggregate_version=1, agency_id=house.agency, code="H57.02", name="Sở Cũ", level="CITY",
        parent_id=None, fields=(),
    )  # fmt: skip
    await _hear(house, [newer, older])
    async with house.parts.uow() as uow:
        found = await uow.directory.organiser(house.agency)
    assert found is not None
    assert (found.name, found.is_the_committee) == ("Sở Mới", False)


def _life_of(agency_id: UUID) -> tuple[Event, ...]:
    """Registered, renamed a day after NOW, succeeded two days after it."""
    registered = AgencyRegistered(
        aggregate_version=1, agency_id=agency_id, code="H57.02", name="Sở Cũ", level="DEPARTMENT",
        parent_id=None, fields=(),
    )  # fmt: skip
    revised = registry.decode(AgencyRevised.type_name(), example(AgencyRevised.type_name()))
    succeeded = registry.decode(AgencySucceeded.type_name(), example(AgencySucceeded.type_name()))
    renamed = {"agency_id": agency_id, "name": "Sở Mới", "valid_from": NOW + timedelta(days=1)}
    ended = {"agency_id": agency_id, "ended_at": NOW + timedelta(days=2)}
    return (
        registered,
        msgspec.structs.replace(revised, aggregate_version=2, **renamed),
        msgspec.structs.replace(succeeded, aggregate_version=3, **ended),
    )


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_an_agency_has_the_name_of_the_day_and_organises_nothing_after_its_end(
    make_house: MakeHouse, order: tuple[int, ...]
) -> None:
    house = make_house()
    told = _life_of(house.agency)
    await _hear(house, [told[index] for index in order])
    found = []
    for days in range(3):
        house.clock.set(NOW + timedelta(days=days))
        async with house.parts.uow() as uow:
            agency = await uow.directory.organiser(house.agency)
        found.append(None if agency is None else agency.name)
    assert found == ["Sở Cũ", "Sở Mới", None]


async def test_groups_are_those_of_the_moment(make_house: MakeHouse) -> None:
    house = make_house()
    for types in (("PRINT", "ONLINE"), ("RADIO",)):
        await house.hear(
            PressAgencyRegistered(
                aggregate_version=1, press_agency_id=uuid7(), name=types[0], types=types, kind="NEWSPAPER"
            )
        )
    async with house.parts.uow() as uow:
        assert [one.name for one in await uow.directory.newsrooms((), ("ONLINE",), everyone=False)] == [
            "PRINT"
        ]
        assert len(await uow.directory.newsrooms((), (), everyone=True)) == 2
        assert await uow.directory.newsrooms((), (), everyone=False) == []


async def test_a_suspension_bites_here_and_its_end_lifts_it(house: House) -> None:
    mine = house.issuer.bearer(
        "reporter", sub=house.account_id, reporter_id=house.reporter_id, press_agency_id=house.newsroom
    )
    await house.hear(house.suspended())
    standing.forget(house.database)
    answer = await house.http.get("/press-events", headers=mine)
    assert answer.json()["type"] == "urn:caunoi:problem:account-suspended"
    await house.hear(house.restored())
    standing.forget(house.database)
    assert (await house.http.get("/press-events", headers=mine)).status_code == 200


async def test_an_erased_persons_name_goes_from_seats_and_passes(house: House) -> None:
    invitation = await house.accepted(await house.announce())
    await house.granted(invitation)
    erased = AccountErased(
        account_id=house.account_id, reporter_id=house.reporter_id, erased_at=NOON, aggregate_version=2
    )
    await house.hear(erased)
    names = "SELECT attendee_name AS name FROM invitations UNION ALL SELECT holder_name FROM passes"
    assert {row["name"] for row in await house.database.fetch(names)} == {None, ""}

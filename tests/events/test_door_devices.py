"""A device at a door is a machine with a token of its own, bound to what it was enrolled for."""

from datetime import timedelta
from typing import Any

import pytest

from shared.ids import uuid7
from tests.events.house import STARTS, House

Seen = dict[str, Any]


@pytest.fixture
async def at_the_door(house: House) -> tuple[House, Seen, Seen]:
    """A press event whose doors are open, and a good pass."""
    press_event = await house.announce()
    own = await house.pass_of(press_event)
    house.clock.set(STARTS - timedelta(minutes=10))
    return house, press_event, own


async def test_a_door_device_opens_unless_it_is_bound_elsewhere(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    device = {"sub": "door-1", "client_id": "door-1", "act": None, "scope": "door:scan"}
    here, others = {"press_event_id": press_event["id"]}, {"agency_id": house.committee}
    expected: list[tuple[dict[str, Any], int]] = [
        ({"press_event_id": uuid7()}, 403),
        (others, 403),
        (here | others, 403),
        (here, 201),
        ({"agency_id": press_event["agency_id"]}, 409),
        ({}, 409),
    ]
    for bound, status in expected:
        token = house.issuer.token(**device, **bound)
        answer = await house.scan(press_event, own["token"], {"Authorization": f"Bearer {token}"})
        assert answer.status_code == status

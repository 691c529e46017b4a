"""A device at a door is a machine with a token of its own, bound to what it was enrolled for."""

from typing import Any

from shared.ids import uuid7
from tests.events.house import House

Seen = dict[str, Any]


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

"""Which passes are void: every place says what was put there, and the signed list says what the rows say."""

import base64
import json
import zlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import KeySet

from services.events.domain.model import PassStatus
from services.events.domain.model.status_list import BITS, packed, status_at
from shared.ids import uuid7
from tests.events.house import STARTS, House, problem


@settings(deadline=None)
@given(statuses=st.lists(st.sampled_from(PassStatus), max_size=200), others=st.integers(0, 50))
def test_every_place_says_what_was_put_there_and_the_others_are_valid(
    statuses: list[PassStatus], others: int
) -> None:
    found = packed(dict(enumerate(statuses)), len(statuses) + others)
    assert [status_at(found, index) for index in range(len(statuses))] == statuses
    rest = range(len(statuses), len(statuses) + others)
    assert {status_at(found, index) for index in rest} <= {PassStatus.VALID}


@pytest.mark.parametrize("index", [-1, 4])
def test_a_place_outside_the_list_is_refused(index: int) -> None:
    with pytest.raises(IndexError):
        packed({index: PassStatus.REVOKED}, 4)
    with pytest.raises(IndexError):
        status_at(packed({}, 4), index)


def test_the_bits_lie_as_the_draft_says() -> None:
    # draft-ietf-oauth-status-list, section 4.1: the first entry in the lowest bits of the first byte.
    statuses = dict(enumerate([1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]))
    found = packed({index: PassStatus(status) for index, status in statuses.items()}, 12)
    raw = zlib.decompress(base64.urlsafe_b64decode(found + "=" * (-len(found) % 4)))
    assert raw == bytes([0xC9, 0x44, 0xF9])


async def claims(house: House, press_event_id: str) -> dict[str, Any]:
    """The list as everybody gets it, its signature checked with the published keys."""
    answer = await house.http.get(f"/press-events/{press_event_id}/status-list")
    assert answer.headers["content-type"] == "application/statuslist+jwt"
    keys = KeySet.import_key_set((await house.http.get("/jwks.json")).json())
    token = jwt.decode(answer.text, keys, algorithms=["Ed25519"])
    assert token.header["typ"] == "statuslist+jwt"
    return dict(token.claims)


async def status(house: House, press_event_id: str) -> PassStatus:
    return status_at((await claims(house, press_event_id))["status_list"]["lst"], 0)


async def test_a_press_event_that_is_not_there_has_no_list(house: House) -> None:
    problem(await house.http.get(f"/press-events/{uuid7()}/status-list"), 404, "press-event-not-found")


async def test_the_list_follows_revocation_suspension_and_cancellation(house: House) -> None:
    press_event = await house.announce()
    own = await house.pass_of(press_event)
    found = await claims(house, press_event["id"])
    assert found["status_list"]["bits"] == BITS
    assert found["exp"] - found["iat"] == 12 * 3600
    assert found["sub"].endswith(f"/events/v1/press-events/{press_event['id']}/status-list")
    assert await status(house, press_event["id"]) is PassStatus.VALID
    await house.hear(house.suspended())
    assert await status(house, press_event["id"]) is PassStatus.SUSPENDED
    await house.hear(house.restored())
    assert await status(house, press_event["id"]) is PassStatus.VALID
    await house.done(f"/passes/{own['id']}/revocation", own, house.organiser(), reason="Nhầm người")
    assert await status(house, press_event["id"]) is PassStatus.REVOKED
    path = f"/press-events/{press_event['id']}/cancellation"
    await house.done(path, press_event, house.organiser(), reason="Bão số 5")
    assert await status(house, press_event["id"]) is PassStatus.CANCELLED


async def test_the_list_names_nobody(house: House) -> None:
    press_event = await house.announce()
    await house.pass_of(press_event)
    found = json.dumps(await claims(house, press_event["id"]), ensure_ascii=False)
    assert "Minh Họa" not in found
    assert str(house.reporter_id) not in found


async def test_a_door_gets_the_list_with_whom_to_expect_and_who_is_inside(house: House) -> None:
    press_event = await house.announce()
    own = await house.pass_of(press_event)
    house.clock.set(STARTS - timedelta(minutes=5))
    await house.scan(press_event, own["token"])
    path = f"/press-events/{press_event['id']}/door-list"
    problem(await house.http.get(path, headers=house.door(house.committee)), 403, "not-your-door")
    found = await house.get(path, house.door())
    (one,) = found["passes"]
    assert (one["holder_name"], one["gate"], one["list_index"]) == ("Lê Thị Minh Họa", "Cửa A", 0)
    assert found["csrf_token"] is None
    cookie = {"Cookie": f"caunoi_session={house.door()['Authorization'].removeprefix('Bearer ')}"}
    assert (await house.get(path, cookie))["csrf_token"]

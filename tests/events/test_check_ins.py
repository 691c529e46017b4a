"""Doors: what keeps them shut, who is first, and what happened while the network was cut."""

import asyncio
import secrets
from datetime import timedelta
from typing import Any

import httpx
import pytest

from services.events.adapters.keys import PassKeys, create_pass_keys
from services.events.domain.model import PassClaims, Window
from shared.contracts.events import PassCheckedIn
from shared.ids import uuid7
from tests.events.house import ENDS, STARTS, House, problem

Seen = dict[str, Any]


async def entries(house: House) -> list[PassCheckedIn]:
    return [event for event in await house.told() if isinstance(event, PassCheckedIn)]


def reason(answer: httpx.Response) -> str:
    assert answer.headers["content-type"].startswith("application/problem+json"), answer.text
    return str(answer.json()["reason"])


def claims_of(house: House, token: str) -> PassClaims:
    payload = house.parts.keys.opened(token)
    assert payload is not None
    return PassClaims.unpacked(payload)


@pytest.mark.parametrize("forged", ["x", "a.b.c", "não", "{token}x", "x{token}"])
async def test_what_is_no_token_of_ours_is_an_invalid_signature(
    at_the_door: tuple[House, Seen, Seen], forged: str
) -> None:
    house, press_event, own = at_the_door
    answer = await house.scan(press_event, forged.format(token=own["token"]))
    problem(answer, 422, "pass-invalid-signature")
    assert reason(answer) == "invalid_signature"
    assert await entries(house) == []


async def test_a_pass_signed_with_a_key_of_somebody_else_is_an_invalid_signature(
    at_the_door: tuple[House, Seen, Seen], tmp_path: Any
) -> None:
    house, press_event, own = at_the_door
    create_pass_keys(tmp_path / "other.jwks")
    other = PassKeys.from_file(str(tmp_path / "other.jwks"))
    forged = other.seal(claims_of(house, own["token"]).packed())
    assert reason(await house.scan(press_event, forged)) == "invalid_signature"


async def test_a_status_list_is_signed_by_us_and_is_no_pass(at_the_door: tuple[House, Seen, Seen]) -> None:
    house, press_event, _ = at_the_door
    listed = (await house.http.get(f"/press-events/{press_event['id']}/status-list")).text
    assert reason(await house.scan(press_event, listed)) == "invalid_signature"


async def test_a_pass_that_the_register_does_not_have_is_unknown(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    known = claims_of(house, own["token"])
    strange = PassClaims(uuid7(), known.press_event_id, known.holder, known.window, 7)
    swapped = PassClaims(known.pass_id, known.press_event_id, b"\0" * 12, known.window, known.list_index)
    for claims in (strange, swapped):
        answer = await house.scan(press_event, house.parts.keys.seal(claims.packed()))
        assert reason(answer) == "unknown"


@pytest.mark.parametrize(
    ("at", "why"),
    [(STARTS - timedelta(hours=3), "not_yet_valid"), (ENDS + timedelta(seconds=1), "expired")],
)
async def test_outside_its_times_a_pass_opens_no_door(
    at_the_door: tuple[House, Seen, Seen], at: Any, why: str
) -> None:
    house, press_event, own = at_the_door
    house.clock.set(at)
    assert reason(await house.scan(press_event, own["token"])) == why


async def test_a_code_from_before_a_move_is_refused_and_the_new_one_opens(house: House) -> None:
    press_event = await house.announce()
    own = await house.pass_of(press_event)
    later = {"starts_at": STARTS + timedelta(days=1), "ends_at": ENDS + timedelta(days=1)}
    body = {**{name: at.isoformat() for name, at in later.items()}, "place": "Nơi khác"}
    moved = await house.done(
        f"/press-events/{press_event['id']}/schedule", press_event, house.organiser(), **body
    )
    house.clock.set(later["starts_at"])
    assert reason(await house.scan(moved, own["token"])) == "expired"
    renewed = await house.get(f"/passes/{own['id']}", house.editor())
    assert renewed["token"] != own["token"]
    assert (await house.scan(moved, renewed["token"])).status_code == 201


async def test_a_revoked_pass_opens_no_door(at_the_door: tuple[House, Seen, Seen]) -> None:
    house, press_event, own = at_the_door
    await house.done(f"/passes/{own['id']}/revocation", own, house.organiser(), reason="Sai người")
    answer = await house.scan(press_event, own["token"])
    problem(answer, 403, "pass-revoked")
    assert reason(answer) == "revoked"


async def test_a_suspended_holder_is_kept_out_and_let_in_when_restored(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    await house.hear(house.suspended())
    assert reason(await house.scan(press_event, own["token"])) == "suspended"
    await house.hear(house.restored())
    assert (await house.scan(press_event, own["token"])).status_code == 201


async def test_a_cancelled_press_event_has_no_door(at_the_door: tuple[House, Seen, Seen]) -> None:
    house, press_event, own = at_the_door
    await house.done(
        f"/press-events/{press_event['id']}/cancellation", press_event, house.organiser(), reason="Bão số 5"
    )
    assert reason(await house.scan(press_event, own["token"])) == "cancelled"


async def test_a_good_pass_at_the_wrong_door_is_for_another_press_event(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, _, own = at_the_door
    later = STARTS + timedelta(days=2)
    times = {"starts_at": later.isoformat(), "ends_at": (later + timedelta(hours=1)).isoformat()}
    other = await house.announce(when={**times, "place": "Nơi khác"})
    assert reason(await house.scan(other, own["token"])) == "wrong_event"


async def test_who_comes_second_is_told_when_and_where_the_first_one_entered(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    first = await house.scan(press_event, own["token"])
    assert first.status_code == 201
    assert first.json()["holder_name"] == "Lê Thị Minh Họa"
    house.clock.set(STARTS + timedelta(minutes=5))
    second = await house.scan(
        press_event, own["token"], {**house.door(), "Accept-Language": "vi"}, gate="Cửa B"
    )
    problem(second, 409, "pass-already-used")
    assert "08:20:00 16/09/2026" in second.json()["detail"]
    assert "Cửa A" in second.json()["detail"]
    assert second.json()["check_in"]["first_gate"] == "Cửa A"
    assert len(await entries(house)) == 1


async def test_of_sixteen_doors_at_once_exactly_one_opens(at_the_door: tuple[House, Seen, Seen]) -> None:
    house, press_event, own = at_the_door
    answers = await asyncio.gather(
        *(house.scan(press_event, own["token"], gate=f"Cửa {number}") for number in range(16))
    )
    opened = [answer for answer in answers if answer.status_code == 201]
    refused = [answer for answer in answers if answer.status_code != 201]
    assert len(opened) == 1
    assert {reason(answer) for answer in refused} == {"already_used"}
    gate = opened[0].json()["gate"]
    assert {answer.json()["check_in"]["first_gate"] for answer in refused} == {gate}
    told = await entries(house)
    assert [(event.gate, event.aggregate_version) for event in told] == [(gate, 2)]
    assert await house.stored("scans") == 16


async def test_the_same_scan_sent_sixteen_times_at_once_is_one_entry(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    nonce = secrets.token_urlsafe(12)
    sent = [house.scan(press_event, own["token"], nonce=nonce) for _ in range(16)]
    answers = await asyncio.gather(*sent)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert (await house.stored("scans"), len(await entries(house))) == (1, 1)


async def test_a_nonce_sent_again_gets_the_same_answer_also_when_it_was_no(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    await house.scan(press_event, own["token"])
    first = await house.scan(press_event, own["token"], nonce="nonce-0001")
    house.clock.set(ENDS + timedelta(hours=1))
    again = await house.scan(press_event, own["token"], nonce="nonce-0001")
    without = ("request_id",)
    assert {k: v for k, v in first.json().items() if k not in without} == {
        k: v for k, v in again.json().items() if k not in without
    }
    assert reason(again) == "already_used"


async def test_a_nonce_with_another_pass_is_refused_and_changes_nothing(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    await house.scan(press_event, "not-a-pass", nonce="nonce-0001")
    answer = await house.scan(press_event, own["token"], nonce="nonce-0001")
    problem(answer, 422, "nonce-reused")
    assert (await house.stored("scans"), await entries(house)) == (1, [])


async def test_a_scan_from_the_future_is_refused(at_the_door: tuple[House, Seen, Seen]) -> None:
    house, press_event, own = at_the_door
    future = (house.clock.now() + timedelta(minutes=5)).isoformat()
    answer = await house.scan(press_event, own["token"], scanned_at=future)
    problem(answer, 422, "scan-from-the-future", "scanned_at")
    assert await house.stored("scans") == 0


async def test_a_door_officer_of_another_agency_opens_nothing(at_the_door: tuple[House, Seen, Seen]) -> None:
    house, press_event, own = at_the_door
    problem(await house.scan(press_event, own["token"], house.door(house.committee)), 403, "not-your-door")
    assert await house.stored("scans") == 0


async def test_a_press_event_that_is_not_there_has_no_door(at_the_door: tuple[House, Seen, Seen]) -> None:
    house, _, own = at_the_door
    problem(await house.scan({"id": str(uuid7())}, own["token"]), 404, "press-event-not-found")


async def test_what_happened_offline_is_recorded_with_its_own_time(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    scanned = house.clock.now()
    house.clock.set(ENDS + timedelta(hours=2))
    answer = await house.scan(press_event, own["token"], scanned_at=scanned.isoformat(), offline=True)
    assert (answer.status_code, answer.json()["outcome"]) == (201, "admitted")
    assert [event.checked_in_at for event in await entries(house)] == [scanned]


async def test_two_entries_in_two_places_are_both_kept_and_raised(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    scanned = house.clock.now()
    house.clock.set(STARTS)
    assert (await house.scan(press_event, own["token"], gate="Cửa A")).status_code == 201
    late = await house.scan(
        press_event, own["token"], gate="Cửa B", scanned_at=scanned.isoformat(), offline=True
    )
    assert (late.status_code, late.json()["outcome"], late.json()["reason"]) == (
        201,
        "conflict",
        "already_used",
    )
    path = f"/press-events/{press_event['id']}/check-ins?outcome=conflict"
    listed = await house.get(path, house.organiser())
    assert (listed["entered"], listed["conflicts"]) == (1, 1)
    conflict = listed["items"][0]
    assert (conflict["gate"], conflict["first_gate"]) == ("Cửa B", "Cửa A")
    assert len(await entries(house)) == 1


async def test_who_was_let_in_offline_with_a_revoked_pass_is_a_conflict(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    await house.done(f"/passes/{own['id']}/revocation", own, house.organiser(), reason="Sai người")
    answer = await house.scan(press_event, own["token"], offline=True)
    assert (answer.json()["outcome"], answer.json()["reason"]) == ("conflict", "revoked")
    assert await entries(house) == []


async def test_a_claimed_window_longer_than_the_press_event_opens_nothing(
    at_the_door: tuple[House, Seen, Seen],
) -> None:
    house, press_event, own = at_the_door
    known = claims_of(house, own["token"])
    longer = Window(known.window.valid_from - timedelta(days=9), known.window.valid_to + timedelta(days=9))
    claims = PassClaims(known.pass_id, known.press_event_id, known.holder, longer, known.list_index)
    house.clock.set(ENDS + timedelta(days=1))
    assert reason(await house.scan(press_event, house.parts.keys.seal(claims.packed()))) == "expired"

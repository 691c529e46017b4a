"""A door device: one code, one key, one scope."""

import time

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from services.identity.adapters.keys import SigningKeys
from shared.ids import uuid7
from tests.identity.house import API, House, problem
from tests.identity.test_clients import ASSERTION

KEY = OKPKey.generate_key("Ed25519")
PUBLIC = KEY.as_dict(private=False)


async def _code(house: House, **changes: object) -> dict[str, str]:
    body = {"name": "Máy quét cửa 1", **changes}
    made: dict[str, str] = await house.post("/device-codes", body, house.bearer("door_officer"))
    return made


async def _enrol(house: House, code: str) -> httpx.Response:
    return await house.http.post(f"{API}/devices", json={"code": code, "key": PUBLIC})


def _wrong(code: str) -> str:
    return code[:-1] + ("0" if code[-1] != "0" else "1")


@pytest.mark.parametrize("code", ["0000-0000-0000", "x", "K" * 30, "không có mã"])
async def test_an_invented_code_is_refused(house: House, code: str) -> None:
    answer = await _enrol(house, code)
    assert (answer.status_code, problem(answer)) == (403, "device-code-refused")


async def test_five_wrong_guesses_use_a_code_up(house: House) -> None:
    made = await _code(house)
    for _ in range(5):
        assert problem(await _enrol(house, _wrong(made["code"]))) == "device-code-refused"
    assert problem(await _enrol(house, made["code"])) == "device-code-refused"


async def test_guesses_of_many_codes_close_the_door_for_the_address(house: House) -> None:
    for number in range(10):
        await _enrol(house, f"{number:04}-0000-0000")
    made = await _code(house)
    assert problem(await _enrol(house, made["code"])) == "too-many-sign-in-failures"


async def test_a_code_is_good_once_and_for_ten_minutes(house: House) -> None:
    made = await _code(house)
    assert (await _enrol(house, made["code"])).status_code == 201
    again = await _enrol(house, made["code"])
    assert problem(again) == "device-code-refused"
    assert again.json()["title"] == "Mã không hợp lệ"
    late = await _code(house)
    await house.database.fetch("UPDATE device_code SET expires_at = now() WHERE used_at IS NULL")
    assert problem(await _enrol(house, late["code"])) == "device-code-refused"


async def test_a_private_key_is_not_taken(house: House) -> None:
    made = await _code(house)
    answer = await house.http.post(
        f"{API}/devices", json={"code": made["code"], "key": KEY.as_dict(private=True)}
    )
    assert problem(answer) == "invalid-body"


async def test_an_enrolled_device_gets_tokens_for_its_door_until_it_is_disabled(house: House) -> None:
    press_event = uuid7()
    made = await _code(house, press_event_id=str(press_event), gate="Cửa chính")
    typed = made["code"].replace("-", " ").lower().replace("0", "o").replace("1", "l")
    device = (await _enrol(house, typed)).json()
    assert (device["scope"], device["press_event_id"]) == ("door:scan", str(press_event))
    answer = await _token(house, device)
    assert (answer.status_code, answer.json()["scope"]) == (200, "door:scan")
    keys = SigningKeys.from_file(house.settings.signing_key_file)
    claims = jwt.decode(answer.json()["access_token"], keys.signing, algorithms=["Ed25519"]).claims
    assert (claims["press_event_id"], claims["gate"]) == (str(press_event), "Cửa chính")
    officer = house.bearer("door_officer")
    listed = (await house.http.get(f"{API}/devices", headers=officer)).json()["items"]
    assert device["client_id"] in [one["client_id"] for one in listed]
    assert (await house.act(f"/devices/{device['client_id']}/disablement", 1, officer)).status_code == 200
    assert (await _token(house, device)).status_code == 401


async def test_a_door_lead_of_an_agency_leads_its_doors_only(house: House) -> None:
    agency = uuid7()
    own, other = (house.bearer("door_officer", agency_id=one) for one in (agency, uuid7()))
    made = await house.http.post(f"{API}/device-codes", json={"name": "Cửa 1"}, headers=own)
    device = (await _enrol(house, made.json()["code"])).json()
    keys = SigningKeys.from_file(house.settings.signing_key_file)
    token = (await _token(house, device)).json()["access_token"]
    assert jwt.decode(token, keys.signing, algorithms=["Ed25519"]).claims["agency_id"] == str(agency)
    assert (await house.http.get(f"{API}/devices", headers=other)).json()["items"] == []
    disablement = f"/devices/{device['client_id']}/disablement"
    assert problem(await house.act(disablement, 1, other)) == "unknown-client"
    assert (await house.act(disablement, 1, own)).status_code == 200


async def test_a_door_lead_disables_no_other_machine(house: House) -> None:
    answer = await house.act("/devices/super-app/disablement", 1, house.bearer("door_officer"))
    assert problem(answer) == "unknown-client"


async def _token(house: House, device: dict[str, str]) -> httpx.Response:
    now = int(time.time())
    who = device["client_id"]
    claims = {"iss": who, "sub": who, "aud": device["issuer"], "exp": now + 60, "jti": str(uuid7())}
    header = {"alg": "Ed25519", "kid": device["kid"]}
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION,
        "client_assertion": jwt.encode(header, claims, KEY, algorithms=["Ed25519"]),
    }
    return await house.http.post(f"{API}/oauth/token", data=form)

"""Sessions of people: rotation, reuse, sign-out, and accounts that are kept out."""

from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import httpx
import pytest

from deploy.local.simulators.person import ID_TOKEN, TOKEN_EXCHANGE, sign_in
from services.identity.adapters.clients import purge_access
from services.identity.adapters.refresh_tokens import LOST_ANSWER
from shared.contracts.identity import AccessRevoked
from shared.persistence import standing
from tests.identity.house import ADMINISTRATOR, API, OFFICER, REPORTER, House, problem
from tests.identity.test_sign_in import _finish, _start

REFRESH = "refresh_token"


async def _client(house: House, path: str, **form: str) -> httpx.Response:
    auth = (house.super_app.client_id, house.super_app.client_secret)
    return await house.http.post(f"{API}/oauth/{path}", data=form, auth=auth)


async def _session(house: House, person: tuple[str, str] = REPORTER) -> dict[str, Any]:
    token = await sign_in(house.http, house.super_app, *person)
    subject = {"subject_token": token, "subject_token_type": ID_TOKEN}
    answer = await _client(house, "token", grant_type=TOKEN_EXCHANGE, scope="offline_access", **subject)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def _refresh(house: House, token: str, **form: str) -> httpx.Response:
    return await _client(house, "token", grant_type=REFRESH, refresh_token=token, **form)


async def _me(house: House, token: str) -> httpx.Response:
    standing.forget(house.database)
    return await house.http.get(f"{API}/me", headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize("token", ["x", "0" * 32 + ".x", ".", "00000000-0000-4000-8000-000000000000.x"])
async def test_an_invented_refresh_token_is_refused(house: House, token: str) -> None:
    answer = await _refresh(house, token)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    assert answer.json()["message"] == "Mã làm mới không hợp lệ. Hãy để người dùng đăng nhập lại."


async def test_without_asking_there_is_no_refresh_token(house: House) -> None:
    token = await sign_in(house.http, house.super_app, *REPORTER)
    subject = {"subject_token": token, "subject_token_type": ID_TOKEN}
    answer = await _client(house, "token", grant_type=TOKEN_EXCHANGE, **subject)
    assert REFRESH not in answer.json()


async def _grace_is_over(house: House) -> None:
    over = LOST_ANSWER
    await house.database.fetch("UPDATE session SET rotated_at = rotated_at - $1::interval", over)


async def test_a_used_refresh_token_ends_the_session_for_both_who_hold_it(house: House) -> None:
    first = await _session(house)
    second = (await _refresh(house, first[REFRESH])).json()
    await _grace_is_over(house)
    assert (await _me(house, second["access_token"])).status_code == 200
    stolen = await _refresh(house, first[REFRESH])
    assert stolen.json()["error"] == "invalid_grant"
    assert "used before" in stolen.json()["error_description"]
    assert (await _refresh(house, second[REFRESH])).json()["error"] == "invalid_grant"
    assert problem(await _me(house, second["access_token"])) == "access-revoked"
    (row,) = await house.database.fetch("SELECT action FROM audit WHERE action LIKE 'session%'")
    assert row["action"] == "session.token-reused"


async def test_once_the_next_token_is_used_the_one_before_gets_no_grace(house: House) -> None:
    first = await _session(house)
    second = (await _refresh(house, first[REFRESH])).json()
    third = (await _refresh(house, second[REFRESH])).json()
    assert "used before" in (await _refresh(house, first[REFRESH])).json()["error_description"]
    assert (await _refresh(house, third[REFRESH])).json()["error"] == "invalid_grant"


async def test_a_client_that_lost_the_answer_goes_on_and_the_lost_token_gives_a_thief_away(
    house: House,
) -> None:
    first = await _session(house)
    lost = (await _refresh(house, first[REFRESH])).json()
    again = (await _refresh(house, first[REFRESH])).json()
    assert again[REFRESH] not in {first[REFRESH], lost[REFRESH]}
    assert (await _me(house, again["access_token"])).status_code == 200
    following = (await _refresh(house, again[REFRESH])).json()
    assert "used before" in (await _refresh(house, lost[REFRESH])).json()["error_description"]
    assert (await _refresh(house, following[REFRESH])).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("column", ["idle_until", "ends_at"])
async def test_a_session_ends_unused_and_at_the_latest_after_its_time(house: House, column: str) -> None:
    made = await _session(house)
    await house.database.fetch(f"UPDATE session SET {column} = now()")
    assert (await _refresh(house, made[REFRESH])).json()["error"] == "invalid_grant"


async def test_refreshing_gives_the_roles_of_today(house: House) -> None:
    made = await _session(house, OFFICER)
    body = {"personal_identifier": OFFICER[0], "role": "auditor"}
    await house.post("/appointments", body, house.bearer("administrator"))
    fresh = (await _refresh(house, made[REFRESH])).json()
    assert (await _me(house, fresh["access_token"])).json()["roles"] == ["auditor"]
    assert fresh[REFRESH] != made[REFRESH]


async def test_a_session_belongs_to_its_client(house: House) -> None:
    made = await _session(house)
    await house.database.fetch("UPDATE session SET client_id = 'another'")
    assert (await _refresh(house, made[REFRESH])).json()["error"] == "invalid_grant"
    assert (await _client(house, "revoke", token=made[REFRESH])).status_code == 200
    assert not (await house.database.fetch("SELECT ended_at FROM session"))[0]["ended_at"]


async def test_revocation_ends_the_session_and_says_the_same_of_unknown_tokens(house: House) -> None:
    made = await _session(house)
    assert (await _client(house, "revoke", token="unknown")).status_code == 200
    hinted = await _client(house, "revoke", token="x", token_type_hint="access_token")
    assert (hinted.status_code, hinted.json()["error"]) == (400, "unsupported_token_type")
    assert (await _client(house, "revoke")).json()["error"] == "invalid_request"
    assert (await house.http.post(f"{API}/oauth/revoke", data={"token": "x"})).status_code == 401
    assert (await _client(house, "revoke", token=made[REFRESH])).status_code == 200
    assert (await _refresh(house, made[REFRESH])).json()["error"] == "invalid_grant"
    assert problem(await _me(house, made["access_token"])) == "access-revoked"


async def test_signing_out_everywhere_ends_all_and_who_signs_in_again_is_in(house: House) -> None:
    one, two = await _session(house), await _session(house)
    bearer = {"Authorization": f"Bearer {one['access_token']}"}
    assert (await house.http.post(f"{API}/me/sign-out", headers=bearer)).status_code == 204
    for made in (one, two):
        assert problem(await _me(house, made["access_token"])) == "access-revoked"
        assert (await _refresh(house, made[REFRESH])).json()["error"] == "invalid_grant"
    (event,) = [one for one in await house.events() if isinstance(one, AccessRevoked)]
    assert event.aggregate_version == 1
    again = await _session(house)
    assert (await _me(house, again["access_token"])).status_code == 200


async def test_a_machine_cannot_sign_a_person_out(house: House) -> None:
    answer = await house.http.post(f"{API}/me/sign-out", headers=house.machine("x"))
    assert problem(answer) == "account-required"


async def test_a_disabled_account_gets_nothing_until_it_is_enabled(house: House) -> None:
    made = await _session(house)
    account = (await _me(house, made["access_token"])).json()["account_id"]
    boss = house.bearer("administrator")
    assert (await house.act(f"/accounts/{account}/disablement", 1, boss)).json()["version"] == 2
    assert problem(await house.act(f"/accounts/{account}/disablement", 2, boss)) == "wrong-account-status"
    assert problem(await _me(house, made["access_token"])) == "access-revoked"
    token = await sign_in(house.http, house.super_app, *REPORTER)
    subject = {"subject_token": token, "subject_token_type": ID_TOKEN}
    refused = await _client(house, "token", grant_type=TOKEN_EXCHANGE, **subject)
    assert refused.json()["error_description"] == "the account is disabled"
    assert (await house.act(f"/accounts/{account}/enablement", 2, boss)).status_code == 200
    assert (await _client(house, "token", grant_type=TOKEN_EXCHANGE, **subject)).status_code == 200


async def test_an_ended_appointment_refuses_the_tokens_that_name_it(house: House) -> None:
    body = {"personal_identifier": OFFICER[0], "role": "leader"}
    made = await house.post("/appointments", body, house.bearer("administrator"))
    headers = await house.signed_in(OFFICER)
    token = headers["Authorization"].removeprefix("Bearer ")
    assert (await _me(house, token)).json()["roles"] == ["leader"]
    ended = await house.act(f"/appointments/{made['id']}/end", 1, house.bearer("administrator"))
    assert ended.status_code == 200
    assert problem(await _me(house, token)) == "access-revoked"


async def _page_session(house: House) -> SimpleCookie:
    location, cookie = await _start(house)
    return _cookies(await _finish(house, location, cookie))


def _cookies(answer: httpx.Response) -> SimpleCookie:
    found = SimpleCookie()
    for header in answer.headers.get_list("set-cookie"):
        found.load(header)
    return found


async def _again(house: House, token: str) -> httpx.Response:
    house.http.cookies.clear()
    answer = await house.http.get(
        f"{API}/sign-in", params={"next": "/start"}, headers={"Cookie": f"caunoi_refresh={token}"}
    )
    house.http.cookies.clear()
    return answer


async def test_a_page_goes_on_without_vneid_and_two_tabs_do_not_end_the_session(house: House) -> None:
    first = (await _page_session(house))["caunoi_refresh"]
    assert (first["httponly"], first["path"]) == (True, "/identity/v1")
    answer = await _again(house, first.value)
    assert answer.headers["location"] == "/start"
    second = _cookies(answer)
    tab = await _again(house, first.value)
    assert (tab.headers["location"], "caunoi_refresh" in _cookies(tab)) == ("/start", False)
    me = await _me(house, second["caunoi_session"].value)
    assert me.json()["full_name"] == ADMINISTRATOR[1]
    later = timedelta(seconds=11)
    await house.database.fetch("UPDATE session SET rotated_at = rotated_at - $1::interval", later)
    thief = await _again(house, first.value)
    assert "/authorize" in thief.headers["location"]
    assert "/authorize" in (await _again(house, second["caunoi_refresh"].value)).headers["location"]


async def test_signing_out_of_a_page_ends_its_session(house: House) -> None:
    cookies = await _page_session(house)
    refresh = cookies["caunoi_refresh"].value
    await house.http.post(f"{API}/sign-out", headers={"Cookie": f"caunoi_refresh={refresh}"})
    assert "/authorize" in (await _again(house, refresh)).headers["location"]
    assert problem(await _me(house, cookies["caunoi_session"].value)) == "access-revoked"


async def test_what_is_over_is_forgotten_and_what_lives_stays(house: House) -> None:
    first, _second = await _session(house), await _session(house)
    day = timedelta(days=2)
    (old,) = await house.database.fetch("SELECT id FROM session ORDER BY started_at LIMIT 1")
    await house.database.fetch(
        "UPDATE session SET ends_at = now() - $1::interval WHERE id = $2", day, old["id"]
    )
    await purge_access(house.database)
    left = await house.database.fetch("SELECT id FROM session")
    assert (len(left), old["id"] in [row["id"] for row in left]) == (1, False)
    assert (await _refresh(house, first[REFRESH])).json()["error"] == "invalid_grant"

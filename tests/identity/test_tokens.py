"""The token endpoint: refusals first, each as RFC 6749 wants it; then an exchange for every role."""

import base64
import logging
from typing import Any

import httpx
import msgspec
import pytest

from deploy.local.simulators.person import ID_TOKEN, TOKEN_EXCHANGE, exchange, sign_in
from services.identity.entrypoints.seed import ClientSource, SeedFile, load
from shared.web.tokens import principal_of
from tests.identity.conftest import Vneid
from tests.identity.house import ADMINISTRATOR, API, OFFICER, REPORTER, House

URL = f"{API}/oauth/token"


async def _exchange(house: House, token: str, **changes: str) -> httpx.Response:
    form = {"grant_type": TOKEN_EXCHANGE, "subject_token": token, "subject_token_type": ID_TOKEN}
    auth = (house.super_app.client_id, house.super_app.client_secret)
    return await house.http.post(URL, data={**form, **changes}, auth=auth)


def _error(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"].startswith("application/json"), answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json()["error"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"grant_type=",
        b"grant_type=a&grant_type=b",
        b"\xff\xfe",
        b"grant_type=%ff",
        b"grant_type=%00%C3%A9",
    ],
)
async def test_what_is_not_a_form_is_an_invalid_request(house: House, body: bytes) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert _error(await house.http.post(URL, content=body, headers=headers)) == (400, "invalid_request")


async def test_json_is_not_a_form(house: House) -> None:
    answer = await house.http.post(URL, json={"grant_type": "client_credentials"})
    assert _error(answer) == (400, "invalid_request")


async def test_other_grants_are_not_offered(house: House) -> None:
    answer = await house.http.post(URL, data={"grant_type": "password"}, auth=("super-app", "x"))
    assert _error(answer) == (400, "unsupported_grant_type")


@pytest.mark.parametrize("auth", [("super-app", "wrong"), ("nobody", "wrong"), ("\x00", "x"), ("", "")])
async def test_an_unknown_client_and_a_wrong_secret_look_the_same(
    house: House, auth: tuple[str, str]
) -> None:
    answer = await house.http.post(URL, data={"grant_type": "client_credentials"}, auth=auth)
    assert _error(answer) == (401, "invalid_client")
    assert answer.json()["error_description"] == "client authentication failed"
    assert answer.headers["www-authenticate"].startswith("Basic")


async def test_credentials_that_are_no_text_are_refused(house: House) -> None:
    headers = {"authorization": "Basic /////w=="}
    answer = await house.http.post(URL, data={"grant_type": "client_credentials"}, headers=headers)
    assert _error(answer) == (401, "invalid_client")


async def test_credentials_come_once(house: House) -> None:
    app = house.super_app
    form = {
        "grant_type": "client_credentials",
        "client_id": app.client_id,
        "client_secret": app.client_secret,
    }
    answer = await house.http.post(URL, data=form, auth=(app.client_id, app.client_secret))
    assert _error(answer) == (400, "invalid_request")


async def test_ten_wrong_secrets_close_the_door_for_wrong_ones_and_never_for_the_right_one(
    house: House,
) -> None:
    form = {"grant_type": "client_credentials"}
    for _ in range(10):
        answer = await house.http.post(URL, data=form, auth=("super-app", "x"))
        assert _error(answer) == (401, "invalid_client")
    answer = await house.http.post(URL, data=form, auth=("super-app", "x"))
    assert _error(answer) == (429, "temporarily_unavailable")
    assert answer.headers["retry-after"] == "900"
    auth = (house.super_app.client_id, house.super_app.client_secret)
    assert (await house.http.post(URL, data=form, auth=auth)).status_code == 200


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"subject_token": ""}, "invalid_request"),
        ({"subject_token_type": "urn:ietf:params:oauth:token-type:jwt"}, "invalid_request"),
        ({"requested_token_type": "urn:ietf:params:oauth:token-type:refresh_token"}, "invalid_request"),
        ({"actor_token": "x"}, "invalid_request"),
        ({"audience": "another"}, "invalid_target"),
        ({"resource": "https://another.example"}, "invalid_target"),
        ({"scope": "everything"}, "invalid_scope"),
        ({"subject_token": "not-a-jwt"}, "invalid_grant"),
    ],
)
async def test_an_exchange_that_is_not_in_order_is_refused(
    house: House, changes: dict[str, str], error: str
) -> None:
    assert _error(await _exchange(house, "x", **changes)) == (400, error)


@pytest.mark.parametrize("fault", ["signature", "audience", "issuer"])
async def test_an_id_token_that_is_not_genuine_is_refused(house: House, vneid: Vneid, fault: str) -> None:
    vneid.control(mode="wrong", fault=fault)
    token = await sign_in(house.http, house.super_app, *REPORTER)
    answer = await _exchange(house, token)
    assert _error(answer) == (400, "invalid_grant")
    assert not await house.database.fetch("SELECT id FROM account WHERE full_name = $1", REPORTER[1])


async def test_while_vneid_is_down_the_endpoint_says_so(house: House, vneid: Vneid) -> None:
    token = await sign_in(house.http, house.super_app, *REPORTER)
    vneid.control(mode="down")
    answer = await _exchange(house, token)
    assert _error(answer) == (503, "temporarily_unavailable")


async def test_keys_that_have_been_read_go_on_working_while_vneid_is_down(house: House, vneid: Vneid) -> None:
    await house.signed_in(REPORTER)
    token = await sign_in(house.http, house.super_app, *REPORTER)
    vneid.control(mode="down")
    assert (await _exchange(house, token)).status_code == 200


async def test_a_clients_id_counts_at_its_own_identity_provider_only(house: House) -> None:
    elsewhere = frozenset({"https://other.example super-app"})
    source = ClientSource(
        client_id="portal",
        name="Cổng",
        secret="s" * 32,
        grant_types=frozenset({TOKEN_EXCHANGE}),
        audiences=elsewhere,
    )
    await load(SeedFile(clients=(source,)), house.uow(), house.digests)
    token = await sign_in(house.http, house.super_app, *REPORTER)
    form = {"grant_type": TOKEN_EXCHANGE, "subject_token": token, "subject_token_type": ID_TOKEN}
    answer = await house.http.post(URL, data=form, auth=("portal", "s" * 32))
    assert _error(answer) == (400, "invalid_grant")
    assert answer.json()["error_description"] == "subject_token: audience is another client"
    assert (
        answer.json()["message"]
        == "ID token được cấp cho ứng dụng khác. Hãy gửi ID token mà VNeID cấp cho ứng dụng này."
    )


async def test_a_client_gets_only_grants_it_is_registered_for(house: House) -> None:
    source = ClientSource(
        client_id="scanner", name="Máy quét", secret="s" * 32, grant_types=frozenset({TOKEN_EXCHANGE})
    )
    await load(SeedFile(clients=(source,)), house.uow(), house.digests)
    answer = await house.http.post(URL, data={"grant_type": "client_credentials"}, auth=("scanner", "s" * 32))
    assert _error(answer) == (400, "unauthorized_client")


async def test_an_id_token_for_another_client_is_refused(house: House) -> None:
    source = ClientSource(
        client_id="portal",
        name="Cổng",
        secret="s" * 32,
        grant_types=frozenset({TOKEN_EXCHANGE}),
        audiences=frozenset({"portal"}),
    )
    await load(SeedFile(clients=(source,)), house.uow(), house.digests)
    token = await sign_in(house.http, house.super_app, *REPORTER)
    form = {"grant_type": TOKEN_EXCHANGE, "subject_token": token, "subject_token_type": ID_TOKEN}
    answer = await house.http.post(URL, data=form, auth=("portal", "s" * 32))
    assert _error(answer) == (400, "invalid_grant")


async def test_a_suspended_reporter_gets_no_token(house: House) -> None:
    reporter, _headers = await house.applicant()
    officer = house.bearer("department_officer")
    path = f"/reporters/{reporter['id']}"
    assert (await house.act(f"{path}/verification", 1, officer)).is_success
    assert (await house.act(f"{path}/suspension", 2, officer)).is_success
    token = await sign_in(house.http, house.super_app, *REPORTER)
    assert _error(await _exchange(house, token)) == (400, "invalid_grant")
    assert (await house.act(f"{path}/restoration", 3, officer)).is_success
    assert (await _exchange(house, token)).status_code == 200


async def test_a_machine_gets_its_own_scopes_and_no_roles(house: House) -> None:
    auth = (house.super_app.client_id, house.super_app.client_secret)
    answer = await house.http.post(URL, data={"grant_type": "client_credentials"}, auth=auth)
    assert answer.json()["scope"] == "reporters:read webhooks:manage"
    me = await house.http.get(
        f"{API}/me", headers={"Authorization": f"Bearer {answer.json()['access_token']}"}
    )
    assert (me.json()["account_id"], me.json()["client_id"], me.json()["roles"]) == (None, "super-app", [])


async def test_an_unknown_person_gets_an_account_without_roles(house: House) -> None:
    me = (await house.http.get(f"{API}/me", headers=await house.signed_in(REPORTER))).json()
    assert (me["roles"], me["full_name"], me["identifier_last4"]) == ([], REPORTER[1], "0001")
    again = (await house.http.get(f"{API}/me", headers=await house.signed_in(REPORTER))).json()
    assert again["account_id"] == me["account_id"]


@pytest.mark.parametrize(
    "role",
    ["ioc_dispatcher", "department_officer", "leader", "door_officer", "auditor", "administrator"],
)
async def test_a_provincial_official_gets_the_role_at_the_exchange(house: House, role: str) -> None:
    body = {"personal_identifier": OFFICER[0], "role": role}
    await house.post("/appointments", body, house.bearer("administrator"))
    me = (await house.http.get(f"{API}/me", headers=await house.signed_in(OFFICER))).json()
    assert (me["roles"], me["agency_id"], me["press_agency_id"]) == ([role], None, None)


async def test_a_newsroom_administrator_and_a_reporter_belong_to_their_newsroom(house: House) -> None:
    reporter, headers = await house.applicant()
    body = {
        "personal_identifier": REPORTER[0],
        "role": "newsroom_admin",
        "press_agency_id": reporter["press_agency_id"],
    }
    await house.post("/appointments", body, house.bearer("administrator"))
    officer = house.bearer("department_officer")
    assert (await house.act(f"/reporters/{reporter['id']}/verification", 1, officer)).is_success
    me = (await house.http.get(f"{API}/me", headers=await house.signed_in(REPORTER))).json()
    assert me["roles"] == ["newsroom_admin", "reporter"]
    assert me["press_agency_id"] == reporter["press_agency_id"]
    assert (await house.http.get(f"{API}/me", headers=headers)).json()["roles"] == []


async def test_the_token_says_who_asked_for_whom_and_for_how_long(house: House) -> None:
    token = await exchange(
        house.http, house.super_app, await sign_in(house.http, house.super_app, *ADMINISTRATOR)
    )
    claims = _claims(token)
    assert claims["exp"] - int(claims["iat"]) == 600
    assert (claims["iss"], claims["aud"]) == (house.settings.issuer, "caunoi")
    assert (claims["act"], claims["scope"]) == ({"sub": "super-app"}, "")
    assert principal_of(claims).roles == {"administrator"}


async def test_neither_identifier_nor_name_nor_token_is_logged(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = await sign_in(house.http, house.super_app, *REPORTER)
    caplog.clear()
    access = (await _exchange(house, token)).json()["access_token"]
    logged = caplog.text
    assert not [secret for secret in (REPORTER[0], REPORTER[1], token, access) if secret in logged]


async def test_metadata_and_keys_lead_to_the_endpoint(house: House) -> None:
    short = await house.http.get("/.well-known/oauth-authorization-server/identity")
    document = (await house.http.get("/.well-known/oauth-authorization-server/identity/v1")).json()
    assert short.json() == document
    assert document["issuer"] == house.settings.issuer
    keys = (await house.http.get(document["jwks_uri"])).json()["keys"]
    assert [(key["kty"], key["crv"], "d" in key) for key in keys] == [("OKP", "Ed25519", False)]
    assert (await house.http.post(document["token_endpoint"])).status_code == 400


def _claims(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    return msgspec.json.decode(raw, type=dict[str, Any])

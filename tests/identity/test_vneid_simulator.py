"""The simulator is as strict as the real thing must be: what the mock behind it lets pass is refused here."""

import secrets
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from deploy.local.environment import PUBLIC_URL
from deploy.local.keyring import Keyring
from deploy.local.seed.identity import super_app
from deploy.local.simulators.person import SignInFailed, SuperApp, sign_in
from deploy.local.simulators.register import challenge_of
from tests.identity.conftest import Vneid

PERSON = {"identifier": "046599000077", "full_name": "Đỗ Thị Thử"}


@pytest.fixture
def app(vneid: Vneid, keyring: Keyring) -> SuperApp:
    return super_app(keyring, issuer=vneid.issuer, public_url=PUBLIC_URL)


@pytest.fixture
def http() -> httpx.Client:
    return httpx.Client(trust_env=False)


def _authorize(app: SuperApp, verifier: str, **changes: str | None) -> str:
    asked = {
        "response_type": "code",
        "client_id": app.vneid_id,
        "redirect_uri": app.redirect_uri,
        "scope": "openid",
        "state": "s1",
        "nonce": "n1",
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
    } | changes
    query = {name: value for name, value in asked.items() if value is not None}
    return f"{app.issuer}/authorize?{urlencode(query)}"


def _back(answer: httpx.Response) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def _redeem(http: httpx.Client, app: SuperApp, code: str, verifier: str, **changes: str) -> httpx.Response:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": app.redirect_uri}
    form |= {"code_verifier": verifier} | changes
    return http.post(f"{app.issuer}/token", data=form, auth=(app.vneid_id, app.vneid_secret))


@pytest.mark.parametrize(
    "changes",
    [
        {"code_challenge": None},
        {"code_challenge_method": None},
        {"code_challenge_method": "plain"},
        {"code_challenge": "short"},
        {"nonce": None},
        {"state": None},
        {"scope": "profile"},
        {"response_type": "token"},
    ],
)
def test_an_incomplete_request_goes_back_as_an_error(
    app: SuperApp, http: httpx.Client, changes: dict[str, Any]
) -> None:
    answer = http.post(_authorize(app, "v" * 43, **changes), data=PERSON)
    assert _back(answer)["error"] == "invalid_request"


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "nobody"},
        {"redirect_uri": "http://127.0.0.1/super-app/callback/"},
        {"redirect_uri": None},
    ],
)
def test_an_address_that_is_not_registered_gets_no_redirect(
    app: SuperApp, http: httpx.Client, changes: dict[str, Any]
) -> None:
    answer = http.post(_authorize(app, "v" * 43, **changes), data=PERSON)
    assert (answer.status_code, "location" in answer.headers) == (400, False)


def test_a_code_is_good_once(app: SuperApp, http: httpx.Client) -> None:
    verifier = secrets.token_urlsafe(32)
    code = _back(http.post(_authorize(app, verifier), data=PERSON))["code"]
    assert _redeem(http, app, code, verifier).status_code == 200
    assert _redeem(http, app, code, verifier).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("changes", [{"code_verifier": "w" * 43}, {"redirect_uri": "http://127.0.0.1/other"}])
def test_a_wrong_attempt_uses_the_code_up(app: SuperApp, http: httpx.Client, changes: dict[str, str]) -> None:
    verifier = secrets.token_urlsafe(32)
    code = _back(http.post(_authorize(app, verifier), data=PERSON))["code"]
    assert _redeem(http, app, code, verifier, **changes).json()["error"] == "invalid_grant"
    assert _redeem(http, app, code, verifier).json()["error"] == "invalid_grant"


def test_a_client_without_its_secret_gets_nothing(app: SuperApp, http: httpx.Client) -> None:
    answer = http.post(f"{app.issuer}/token", data={"client_id": app.vneid_id, "client_secret": "guess"})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


async def test_a_person_whom_nobody_knows_cannot_sign_in(app: SuperApp) -> None:
    async with httpx.AsyncClient(trust_env=False) as outside:
        with pytest.raises(SignInFailed, match="access_denied"):
            await sign_in(outside, app, "046599999999")


def test_the_form_shows_the_persons_and_escapes_their_names(app: SuperApp, http: httpx.Client) -> None:
    person = {"identifier": "046599000078", "full_name": "<script>alert(1)</script>"}
    http.post(f"{app.issuer}/control/persons", json=person).raise_for_status()
    page = http.get(_authorize(app, "v" * 43)).text
    assert "046599000078" in page
    assert "<script>" not in page


def test_it_can_be_down_slow_and_well_again(vneid: Vneid, app: SuperApp, http: httpx.Client) -> None:
    address = f"{app.issuer}/.well-known/openid-configuration"
    vneid.control(mode="down")
    assert http.get(address).status_code == 503
    vneid.control(mode="slow", seconds=0.3)
    assert http.get(address).elapsed.total_seconds() >= 0.3
    vneid.control(mode="ok")
    assert http.get(address).json()["issuer"] == app.issuer

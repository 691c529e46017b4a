"""Clients that prove themselves by a key of their own, and how administrators keep them."""

import base64
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey

from shared.ids import uuid7
from tests.identity.house import API, House, problem

URL = f"{API}/oauth/token"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ED25519 = OKPKey.generate_key("Ed25519", {"kid": "door-1"})
P256 = ECKey.generate_key("P-256", {"kid": "portal-1"})
STRANGER = OKPKey.generate_key("Ed25519", {"kid": "door-1"})


@dataclass
class Portal:
    """A client of the house that signs its own assertions."""

    house: House
    key: Any = field(default_factory=lambda: ED25519)
    algorithm: str = "Ed25519"

    def assertion(self, **changes: Any) -> str:
        now = int(time.time())
        said: dict[str, Any] = {
            "iss": "hue-portal",
            "sub": "hue-portal",
            "aud": f"{self.house.settings.issuer}/oauth/token",
            "iat": now,
            "exp": now + 60,
            "jti": str(uuid7()),
        } | changes
        header = {"alg": self.algorithm, "kid": self.key.kid}
        kept = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(header, kept, self.key, algorithms=[self.algorithm])

    async def ask(self, assertion: str, **more: str) -> httpx.Response:
        form = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION}
        return await self.house.http.post(URL, data={**form, "client_assertion": assertion, **more})


def body(**changes: object) -> dict[str, object]:
    keys = [ED25519.as_dict(private=False), P256.as_dict(private=False)]
    settings = {"name": "Cổng Huế", "grant_types": ["client_credentials"], "scopes": ["reporters:read"]}
    return {"client_id": "hue-portal", **settings, "keys": keys, **changes}


def error(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


@pytest.fixture
async def portal(house: House) -> Portal:
    await house.post("/clients", body(), house.bearer("administrator"))
    return Portal(house)


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "super-app"},
        {"sub": "super-app", "iss": "super-app"},
        {"aud": "https://another.example/token"},
        {"aud": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"exp": 4_000_000_000},
        {"exp": "soon"},
        {"jti": None},
        {"jti": ""},
        {"jti": 7},
        {"sub": None},
        {"sub": ["hue-portal"]},
        {"nbf": 4_000_000_000},
    ],
)
async def test_an_assertion_with_a_wrong_claim_is_refused(portal: Portal, changes: dict[str, Any]) -> None:
    assert error(await portal.ask(portal.assertion(**changes))) == (401, "invalid_client")


async def test_an_assertion_of_another_key_is_refused(portal: Portal) -> None:
    forged = Portal(portal.house, STRANGER).assertion()
    assert error(await portal.ask(forged)) == (401, "invalid_client")


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_an_algorithm_off_the_list_is_refused(portal: Portal, algorithm: str) -> None:
    header, claims, _signature = portal.assertion().split(".")
    forged = msgspec.json.encode({"alg": algorithm, "kid": "door-1"})
    header = base64.urlsafe_b64encode(forged).decode().rstrip("=")
    assert error(await portal.ask(f"{header}.{claims}.")) == (401, "invalid_client")
    secret = OctKey.import_key(str(ED25519.as_dict(private=False)["x"]))
    secret_header = {"alg": "HS256", "kid": "door-1"}
    signed = jwt.encode(secret_header, {"sub": "hue-portal", "iss": "hue-portal"}, secret)
    assert error(await portal.ask(signed)) == (401, "invalid_client")


@pytest.mark.parametrize("assertion", ["", "x", "a.b.c", "..", "é", "x" * 9000])
async def test_what_is_no_token_proves_nothing(portal: Portal, assertion: str) -> None:
    answer = await portal.ask(assertion)
    assert answer.status_code in {400, 401}
    assert answer.json()["error"] in {"invalid_client", "invalid_request"}


async def test_an_assertion_is_good_once_and_the_second_time_says_so_in_vietnamese(portal: Portal) -> None:
    assertion = portal.assertion()
    assert (await portal.ask(assertion)).status_code == 200
    again = await portal.ask(assertion)
    assert error(again) == (401, "invalid_client")
    assert again.json()["error_description"] == "the client assertion was used before"
    assert again.json()["message"].startswith("Chứng thực của ứng dụng đã được dùng trước đó. Hãy ký")


async def test_one_proof_is_enough_and_two_are_refused(portal: Portal) -> None:
    answer = await portal.ask(portal.assertion(), client_id="hue-portal", client_secret="x")
    assert error(answer) == (400, "invalid_request")
    answer = await portal.ask(portal.assertion(), client_id="super-app")
    assert error(answer) == (400, "invalid_request")


async def test_wrong_assertions_close_the_door_for_wrong_ones_only(portal: Portal) -> None:
    forger = Portal(portal.house, STRANGER)
    for _ in range(10):
        assert error(await portal.ask(forger.assertion())) == (401, "invalid_client")
    assert error(await portal.ask(forger.assertion())) == (429, "temporarily_unavailable")
    assert (await portal.ask(portal.assertion())).status_code == 200


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated via RFC 9864")
@pytest.mark.parametrize(("key", "algorithm"), [(ED25519, "Ed25519"), (ED25519, "EdDSA"), (P256, "ES256")])
async def test_a_client_proves_itself_by_its_key(portal: Portal, key: Any, algorithm: str) -> None:
    own = Portal(portal.house, key, algorithm)
    for audience in (portal.house.settings.issuer, f"{portal.house.settings.issuer}/oauth/token"):
        answer = await own.ask(own.assertion(aud=audience))
        assert (answer.status_code, answer.json()["scope"]) == (200, "reporters:read")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"keys": []}, "client-cannot-prove-itself"),
        ({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "AA"}]}, "invalid-client-key"),
        ({"keys": [ED25519.as_dict(private=True)]}, "invalid-body"),
        ({"keys": [ED25519.as_dict(private=False)] * 2}, "invalid-client-key"),
        ({"audiences": ["https://unknown.example portal"]}, "invalid-audience"),
        ({"grant_types": ["password"]}, "invalid-body"),
        ({"scopes": ["Everything!"]}, "invalid-body"),
        ({"client_id": "super-app"}, "client-exists"),
    ],
)
async def test_a_registration_that_is_not_in_order_is_refused(
    house: House, changes: dict[str, object], code: str
) -> None:
    answer = await house.http.post(
        f"{API}/clients", json=body(**changes), headers=house.bearer("administrator")
    )
    assert problem(answer) == code


async def test_a_secret_is_shown_once_and_rotated_with_an_overlap(house: House) -> None:
    boss = house.bearer("administrator")
    made = await house.post("/clients", body(secret=True), boss)
    path = f"{API}/clients/hue-portal"
    read = await house.http.get(path, headers=boss)
    assert (read.json()["secret"], read.json()["has_secret"]) == (None, True)
    rotate = {**boss, "If-Match": read.headers["etag"]}
    answer = await house.http.post(f"{path}/secret", json={"overlap_minutes": 5}, headers=rotate)
    for secret in (made["secret"], answer.json()["secret"]):
        granted = await _by_secret(house, secret)
        assert granted.status_code == 200, granted.text
    rotate["If-Match"] = answer.headers["etag"]
    last = await house.http.post(f"{path}/secret", json={}, headers=rotate)
    assert error(await _by_secret(house, made["secret"])) == (401, "invalid_client")
    assert error(await _by_secret(house, answer.json()["secret"])) == (401, "invalid_client")
    assert (await _by_secret(house, last.json()["secret"])).status_code == 200


async def _by_secret(house: House, secret: str) -> httpx.Response:
    return await house.http.post(URL, data={"grant_type": "client_credentials"}, auth=("hue-portal", secret))


async def test_a_client_that_is_disabled_or_expired_gets_no_token(portal: Portal) -> None:
    house, boss = portal.house, portal.house.bearer("administrator")
    path = f"{API}/clients/hue-portal"
    settings = {name: value for name, value in body().items() if name != "client_id"}
    changed = {**settings, "expires_at": "2026-01-01T00:00:00Z"}
    revised = await house.http.put(path, json=changed, headers={**boss, "If-Match": '"1"'})
    assert revised.status_code == 200, revised.text
    assert error(await portal.ask(portal.assertion())) == (401, "invalid_client")
    revised = await house.http.put(path, json=settings, headers={**boss, "If-Match": '"2"'})
    assert (await portal.ask(portal.assertion())).status_code == 200
    assert (await house.act("/clients/hue-portal/disablement", 3, boss)).status_code == 200
    assert error(await portal.ask(portal.assertion())) == (401, "invalid_client")
    stale = await house.act("/clients/hue-portal/disablement", 3, boss)
    assert problem(stale) == "stale-version"


async def test_tokens_and_requests_a_minute_are_limited(house: House) -> None:
    limits = {"tokens_per_minute": 2, "requests_per_minute": 1}
    await house.post("/clients", body(**limits), house.bearer("administrator"))
    portal = Portal(house)
    answers = [await portal.ask(portal.assertion()) for _ in range(4)]
    assert 429 in [answer.status_code for answer in answers]
    assert answers[-1].headers.get("retry-after") or answers[-1].status_code == 200
    bearer = {"Authorization": f"Bearer {answers[0].json()['access_token']}"}
    assert (await house.http.get(f"{API}/me", headers=bearer)).status_code == 200
    assert problem(await house.http.get(f"{API}/me", headers=bearer)) == "too-many-requests"

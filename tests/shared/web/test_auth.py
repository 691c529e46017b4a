"""Who is not known, no longer known, or known for something else is refused, in that order."""

import base64
import json
import time
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from shared.ids import uuid7
from tests.shared.web.expect import problem
from tests.tokens import Issuer

NOTES = "/notes/v1/notes"
ONE = f"{NOTES}/{UUID(int=1)}"
CHANGE = {"title": "a"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "If-Match": '"3"'}


def unsigned(algorithm: str, issuer: Issuer) -> str:
    """A token with a true payload and no signature."""
    payload = issuer.token("reporter").split(".")[1]
    header = base64.urlsafe_b64encode(json.dumps({"alg": algorithm, "kid": issuer.key_id}).encode())
    return f"{header.decode().rstrip('=')}.{payload}."


async def test_no_token_is_unauthenticated_with_a_challenge(api: httpx.AsyncClient) -> None:
    answer = await api.put(ONE, json=CHANGE)
    problem(answer, 401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "Bearer a b",
        "Bearer a.b",
        "Bearer a.b.c",
        "Bearer " + "a" * 9000,
    ],
)
async def test_garbage_for_a_token_is_invalid(api: httpx.AsyncClient, header: str) -> None:
    problem(await api.put(ONE, json=CHANGE, headers={"Authorization": header}), 401, "invalid-token")


@pytest.mark.parametrize("header", [b"Bearer \xff\xfe", b"\xff", b"Bearer eyJhbGciOiJub25lIn0.e30."])
async def test_bytes_for_a_token_are_invalid(api: httpx.AsyncClient, header: bytes) -> None:
    headers = httpx.Headers([(b"authorization", header)])
    problem(await api.put(ONE, json=CHANGE, headers=headers), 401, "invalid-token")


async def test_an_expired_token_says_so(api: httpx.AsyncClient, issuer: Issuer) -> None:
    token = issuer.token("reporter", exp=int(time.time()) - 1)
    problem(await api.put(ONE, json=CHANGE, headers=bearer(token)), 401, "token-expired")


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": None},
        {"iss": "https://elsewhere.example/identity/v1"},
        {"iss": None},
        {"exp": None},
        {"exp": "tomorrow"},
        {"nbf": 4102444800},
        {"sub": None},
        {"sub": "nobody"},
        {"roles": "administrator"},
        {"act": "super-app"},
        {"agency_id": "x"},
        {"scope": ["a"]},
    ],
    ids=str,
)
async def test_a_token_for_somebody_else_or_with_odd_claims_is_invalid(
    api: httpx.AsyncClient, issuer: Issuer, claims: dict[str, object]
) -> None:
    token = issuer.token("reporter", **claims)
    problem(await api.put(ONE, json=CHANGE, headers=bearer(token)), 401, "invalid-token")


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "Ed25519", "RS256"])
async def test_a_token_without_a_signature_is_invalid(
    api: httpx.AsyncClient, issuer: Issuer, algorithm: str
) -> None:
    problem(
        await api.put(ONE, json=CHANGE, headers=bearer(unsigned(algorithm, issuer))), 401, "invalid-token"
    )


async def test_the_public_key_is_no_shared_secret(api: httpx.AsyncClient, issuer: Issuer) -> None:
    claims = {"iss": issuer.issuer, "aud": "caunoi", "sub": str(uuid7()), "exp": int(time.time()) + 60}
    secret = OctKey.import_key(str(issuer.key.as_dict(private=False)["x"]))
    token = jwt.encode({"alg": "HS256", "kid": issuer.key_id}, claims, secret, algorithms=["HS256"])
    problem(await api.put(ONE, json=CHANGE, headers=bearer(token)), 401, "invalid-token")


async def test_a_key_of_another_issuer_is_unknown(
    api: httpx.AsyncClient, tmp_path: Path, issuer: Issuer
) -> None:
    (tmp_path / "other").mkdir()
    for key_id in ("another", issuer.key_id):
        forger = Issuer(tmp_path / "other", key_id=key_id)
        problem(await api.put(ONE, json=CHANGE, headers=bearer(forger.token())), 401, "invalid-token")


async def test_a_token_that_was_good_is_refused_once_it_has_expired(
    api: httpx.AsyncClient, issuer: Issuer
) -> None:
    token = issuer.token("reporter", exp=int(time.time()) + 1)
    assert (await api.put(ONE, json=CHANGE, headers=bearer(token))).status_code == 200
    while (answer := await api.put(ONE, json=CHANGE, headers=bearer(token))).status_code == 200:
        time.sleep(0.2)  # noqa: ASYNC251 - nothing else runs meanwhile
    problem(answer, 401, "token-expired")

"""Tokens that must not be believed, made with the suite's own signing key where one says so."""

import base64
import time
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from joserfc import jwt
from joserfc.jwk import OKPKey

from services.identity.adapters.keys import SigningKeys
from shared.ids import uuid7
from tests.e2e.stage import Stage

_CURVE: Literal["Ed25519"] = "Ed25519"


def forgeries(stage: Stage, good: str) -> dict[str, str]:
    """By what is wrong; `good` is a token that is believed."""
    key = SigningKeys.from_file(stage.environ["identity"]["SIGNING_KEY_FILE"]).signing
    claims = _claims(good)
    strange = OKPKey.generate_key(_CURVE, {"kid": str(key.kid)})
    past = int(time.time()) - 60
    machine: dict[str, Any] = {
        "sub": "portal",
        "client_id": "portal",
        "roles": [],
        "act": None,
        "reporter_id": None,
    }
    return {
        "nobody": "",
        "expired": _signed(key, {**claims, "iat": past - 600, "exp": past}),
        "other-audience": _signed(key, {**claims, "aud": "super-app"}),
        "other-issuer": _signed(key, {**claims, "iss": f"{stage.url}/elsewhere"}),
        "other-key": _signed(strange, claims),
        "unsigned": _unsigned(claims),
        "machine": _signed(key, {n: v for n, v in {**claims, **machine}.items() if v is not None}),
    }


def _claims(token: str) -> dict[str, Any]:
    middle = token.split(".")[1]
    return {**_decoded(middle), "jti": str(uuid7())}


def _decoded(part: str) -> dict[str, Any]:
    raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    return msgspec.json.decode(raw, type=dict[str, Any])


def _signed(key: OKPKey, claims: Mapping[str, Any]) -> str:
    header = {"typ": "at+jwt", "alg": _CURVE, "kid": str(key.kid)}
    return jwt.encode(header, dict(claims), key, algorithms=[_CURVE])


def _unsigned(claims: Mapping[str, Any]) -> str:
    header = {"typ": "at+jwt", "alg": "none"}
    parts = [base64.urlsafe_b64encode(msgspec.json.encode(part)).rstrip(b"=") for part in (header, claims)]
    return b".".join([*parts, b""]).decode()

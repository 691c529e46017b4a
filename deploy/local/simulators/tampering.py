"""ID tokens that only look genuine, for the simulator's mode `wrong`."""

import base64
from functools import cache
from typing import Any

import msgspec
from joserfc import jwt
from joserfc.jwk import RSAKey


@cache
def _other_key() -> RSAKey:
    return RSAKey.generate_key(2048)


def forged(token: str) -> str:
    """The same header and claims, signed by a key that nobody has published."""
    header, claims = (_part(part) for part in token.split(".")[:2])
    return jwt.encode({**header, "alg": "RS256"}, claims, _other_key(), algorithms=["RS256"])


def _part(text: str) -> dict[str, Any]:
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return msgspec.json.decode(raw, type=dict[str, Any])

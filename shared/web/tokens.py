"""Access tokens, checked locally: signature by the cached keys of identity, issuer, audience, times."""

import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key

from shared.web.jwks import KeySource, KeysUnavailable
from shared.web.kinds import INVALID_TOKEN, TOKEN_EXPIRED, UNAVAILABLE
from shared.web.principal import Principal
from shared.web.problems import Kind, Problem

AUDIENCE = "caunoi"
# RFC 9864 renamed EdDSA with curve Ed25519; both names are in use.
ALGORITHMS = ("Ed25519", "EdDSA", "ES256")
_LEEWAY = 5
_CACHE_SIZE = 10_000
_MAX_LENGTH = 8_000


class _UnknownKey(Exception):
    pass


class TokenVerifier:
    """Turns a token into a Principal; one seen before costs a look-up and a look at its key and expiry."""

    def __init__(self, issuer: str, keys: KeySource, real_time: Callable[[], float] = time.time) -> None:
        self._issuer, self._keys, self._time = issuer, keys, real_time
        self._seen: dict[str, tuple[Principal, float, str]] = {}

    async def verify(self, token: str) -> Principal:
        """The principal of a valid token; raises Problem 401, or 503 while the keys cannot be had."""
        seen = self._seen.get(token)
        if seen is not None:
            principal, expires, key_id = seen
            if expires > self._time() and self._keys.known(key_id) is not None:
                return principal
            del self._seen[token]
        return await self._verify_unseen(token)

    async def _verify_unseen(self, token: str) -> Principal:
        if len(token) > _MAX_LENGTH:
            raise refused(INVALID_TOKEN)
        try:
            decoded = await self._decode(token)
            expires = self._check(decoded.claims)
            principal = principal_of(decoded.claims)
        except KeysUnavailable as error:
            raise Problem(UNAVAILABLE, headers={"retry-after": "2"}) from error
        except (JoseError, _UnknownKey, KeyError, TypeError, ValueError, AttributeError) as error:
            raise refused(INVALID_TOKEN) from error
        if len(self._seen) >= _CACHE_SIZE:
            del self._seen[next(iter(self._seen))]
        self._seen[token] = (principal, expires, decoded.header["kid"])
        return principal

    async def _decode(self, token: str) -> jwt.Token:
        try:
            return jwt.decode(token, self._key, algorithms=ALGORITHMS)
        except _UnknownKey:
            await self._keys.refresh()
            return jwt.decode(token, self._key, algorithms=ALGORITHMS)

    def _key(self, signed: Any) -> Key:
        key = self._keys.known(str(signed.headers().get("kid")))
        if key is None:
            raise _UnknownKey
        return key

    def _check(self, claims: Mapping[str, Any]) -> float:
        now = self._time()
        audience = claims["aud"]
        audiences = audience if isinstance(audience, list) else [audience]
        expires, not_before = float(claims["exp"]), float(claims.get("nbf", 0))
        if claims["iss"] != self._issuer or AUDIENCE not in audiences or not not_before <= now + _LEEWAY:
            raise refused(INVALID_TOKEN)
        if not expires > now:
            raise refused(TOKEN_EXPIRED)
        return expires


def principal_of(claims: Mapping[str, Any]) -> Principal:
    """Who a token speaks for; raises KeyError, TypeError or ValueError for claims identity never writes."""
    roles, actor = claims.get("roles", []), claims.get("act", {}).get("sub")
    client = actor or claims.get("client_id")
    if not isinstance(roles, list):
        raise TypeError("roles is a list")
    return Principal(
        account_id=None if client == claims["sub"] else UUID(claims["sub"]),
        client_id=client,
        roles=frozenset(map(str, roles)),
        scopes=frozenset(claims.get("scope", "").split()),
        agency_id=_uuid(claims, "agency_id"),
        press_agency_id=_uuid(claims, "press_agency_id"),
        reporter_id=_uuid(claims, "reporter_id"),
        token_id=str(claims.get("jti", "")),
        issued_at=float(claims.get("iat", 0)),
        requests_per_minute=_limit(claims),
        press_event_id=_uuid(claims, "press_event_id"),
    )


def refused(kind: Kind) -> Problem:
    """A 401 with the challenge that RFC 6750 section 3 asks for."""
    return Problem(kind, headers={"www-authenticate": 'Bearer error="invalid_token"'})


def _limit(claims: Mapping[str, Any]) -> int | None:
    value = claims.get("requests_per_minute")
    return None if value is None else int(value)


def _uuid(claims: Mapping[str, Any], name: str) -> UUID | None:
    value = claims.get(name)
    return None if value is None else UUID(value)

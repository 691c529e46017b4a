"""Access tokens of our own: ten minutes, signed with Ed25519, checked locally by every service."""

import time
from collections.abc import Callable
from typing import Any

from joserfc import jwt

from services.identity.adapters.keys import SigningKeys
from services.identity.application.views import Access
from services.identity.domain.model import Limits, Place
from shared.ids import uuid7

LIFETIME_SECONDS = 600
AUDIENCE = "caunoi"
# RFC 9864: the name for EdDSA on this curve.
_ALGORITHM = "Ed25519"
_FREE, _ANYWHERE = Limits(), Place()


class TokenIssuer:
    """Writes tokens on real time: expiry is a matter of security, not of the province's clock."""

    def __init__(self, issuer: str, keys: SigningKeys, real_time: Callable[[], float] = time.time) -> None:
        self.issuer, self._keys, self._time = issuer, keys, real_time

    def for_person(self, access: Access, client_id: str, scopes: frozenset[str]) -> str:
        """A person's token, obtained through a client (`act`)."""
        claims: dict[str, Any] = {
            "sub": str(access.account_id),
            "act": {"sub": client_id},
            "roles": list(access.roles),
        }
        for name in ("agency_id", "press_agency_id", "reporter_id"):
            value = getattr(access, name)
            if value is not None:
                claims[name] = str(value)
        if access.as_of is not None:
            claims["iat"] = access.as_of
        return self._sign(claims, scopes)

    def for_client(
        self, client_id: str, scopes: frozenset[str], limits: Limits = _FREE, place: Place = _ANYWHERE
    ) -> str:
        """A machine's own token; it has scopes and no roles, and says what it is limited and bound to."""
        own = {
            "requests_per_minute": limits.requests_per_minute,
            "press_event_id": None if place.press_event_id is None else str(place.press_event_id),
            "gate": place.gate,
            "agency_id": None if place.agency_id is None else str(place.agency_id),
        }
        bound = {name: value for name, value in own.items() if value is not None}
        return self._sign({"sub": client_id, "client_id": client_id, "roles": [], **bound}, scopes)

    def _sign(self, claims: dict[str, Any], scopes: frozenset[str]) -> str:
        """`iat` has its fraction of a second: what is revoked later in the same one refuses the token."""
        issued = claims.get("iat", self._time())
        complete = {
            "iss": self.issuer,
            "aud": AUDIENCE,
            "iat": issued,
            "exp": int(issued) + LIFETIME_SECONDS,
            "jti": str(uuid7()),
            "scope": " ".join(sorted(scopes)),
            **claims,
        }
        key = self._keys.signing
        header = {"typ": "at+jwt", "alg": _ALGORITHM, "kid": key.kid}
        return jwt.encode(header, complete, key, algorithms=[_ALGORITHM])

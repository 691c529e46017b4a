"""ID tokens of other providers: who they say the person is, once everything about them is in order."""

import base64
import binascii
import hmac
import time
from collections.abc import Callable
from typing import Any

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from services.identity.adapters.identifiers import IdentifierDigests
from services.identity.adapters.oidc import Providers
from services.identity.domain.errors import InvalidIdentifier
from services.identity.domain.model import StoredIdentifier
from shared.text import clean

# Asymmetric ones only: with HMAC, whoever knows a client secret could sign.
ALGORITHMS = ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"]
MAX_AGE_SECONDS = 300
_LEEWAY_SECONDS = 30
_MAX_LENGTH = 16_384


REASONS = (
    "not a signed JWT",
    "issuer is not accepted",
    "signature is not valid",
    "nonce does not match",
    "audience is another client",
    "authorized party is another client",
    "iat and exp are numbers",
    "iat and exp are required",
    "expired",
    "issued in the future",
    "older than five minutes",
    "no usable personal identifier and name",
)


class InvalidIdToken(Exception):
    """Why a token proves nothing: one of REASONS, which are fit for error_description (RFC 6749 5.2)."""


class Unverified(msgspec.Struct, frozen=True):
    """What a token says of itself before anything is checked; only good for choosing keys and counting."""

    issuer: str
    subject: str
    kid: str | None


class ConfirmedPerson(msgspec.Struct, frozen=True):
    """A person as an identity provider has confirmed them."""

    identifier: StoredIdentifier
    full_name: str


def peek(token: str) -> Unverified:
    """Raises InvalidIdToken unless the token has the form of a signed JWT."""
    parts = token.split(".")
    if len(token) > _MAX_LENGTH or len(parts) != 3:
        raise InvalidIdToken("not a signed JWT")
    try:
        header, claims = (_json(part) for part in parts[:2])
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise InvalidIdToken("not a signed JWT") from error
    kid = header.get("kid")
    return Unverified(
        str(claims.get("iss", "")), str(claims.get("sub", "")), kid if isinstance(kid, str) else None
    )


class IdTokenVerifier:
    """Checks signature, issuer, audience, age and nonce (OpenID Connect Core 3.1.3.7)."""

    def __init__(
        self,
        providers: Providers,
        digests: IdentifierDigests,
        identifier_claim: str,
        name_claim: str,
        real_time: Callable[[], float] = time.time,
        own_issuer: str = "",
    ) -> None:
        self.own_issuer = own_issuer
        self._providers, self._digests = providers, digests
        self._identifier_claim, self._name_claim = identifier_claim, name_claim
        self._time = real_time

    async def keys_for(self, token: Unverified) -> KeySet:
        """Raises InvalidIdToken for an issuer that is not on the list, or ProviderUnavailable."""
        provider = self._providers.get(token.issuer)
        if provider is None:
            raise InvalidIdToken("issuer is not accepted")
        return await provider.keys(token.kid)

    def verify(
        self, token: str, keys: KeySet, audiences: frozenset[str], nonce: str | None = None
    ) -> ConfirmedPerson:
        """Raises InvalidIdToken with the reason; `nonce` is given where we asked for the token ourselves."""
        try:
            claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise InvalidIdToken("signature is not valid") from error
        self._check_audience(claims, audiences)
        self._check_times(claims)
        if nonce is not None and not hmac.compare_digest(
            str(claims.get("nonce", "")).encode(), nonce.encode()
        ):
            raise InvalidIdToken("nonce does not match")
        return self._person(claims)

    def _check_audience(self, claims: dict[str, Any], audiences: frozenset[str]) -> None:
        named = claims.get("aud")
        listed = [named] if isinstance(named, str) else named
        if not isinstance(listed, list) or not audiences.intersection(map(str, listed)):
            raise InvalidIdToken("audience is another client")
        party = claims.get("azp")
        if (party is not None or len(listed) > 1) and party not in audiences:
            raise InvalidIdToken("authorized party is another client")

    def _check_times(self, claims: dict[str, Any]) -> None:
        now = self._time()
        issued, expires = claims.get("iat"), claims.get("exp")
        if isinstance(issued, bool) or isinstance(expires, bool):
            raise InvalidIdToken("iat and exp are numbers")
        if not isinstance(issued, int | float) or not isinstance(expires, int | float):
            raise InvalidIdToken("iat and exp are required")
        if expires <= now:
            raise InvalidIdToken("expired")
        if issued > now + _LEEWAY_SECONDS:
            raise InvalidIdToken("issued in the future")
        if issued <= now - MAX_AGE_SECONDS:
            raise InvalidIdToken("older than five minutes")

    def _person(self, claims: dict[str, Any]) -> ConfirmedPerson:
        try:
            name = clean(str(claims[self._name_claim]))
            identifier = self._digests.of(str(claims[self._identifier_claim]))
        except (KeyError, ValueError, InvalidIdentifier) as error:
            raise InvalidIdToken("no usable personal identifier and name") from error
        if not 1 <= len(name) <= 200:
            raise InvalidIdToken("no usable personal identifier and name")
        return ConfirmedPerson(identifier, name)


def _json(part: str) -> dict[str, Any]:
    raw = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    return msgspec.json.decode(raw, type=dict[str, Any])

"""A client proves itself by a token that it has signed with its own key (RFC 7523 section 2.2)."""

from collections.abc import Mapping
from typing import Any

import msgspec
from authlib.oauth2.rfc6749.errors import InvalidClientError
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

PRIVATE_KEY_JWT = "private_key_jwt"
# RFC 9864 renamed EdDSA with curve Ed25519; both names are in use.
ALGORITHMS = ["Ed25519", "EdDSA", "ES256"]
MAX_LIFE_SECONDS = 300
LEEWAY_SECONDS = 30
_MAX_LENGTH = 8_000
_MAX_JTI = 200


class Shown(msgspec.Struct, frozen=True):
    """An assertion in order but for one thing: whether it was shown before."""

    client_id: str
    jti: str
    expires: float


class ClientAssertion(JWTBearerClientAssertion):  # type: ignore[misc]  # Authlib ships no types
    """Authlib's check with our algorithms, a short life, and the single use left to who may wait for it."""

    CLIENT_AUTH_METHOD = PRIVATE_KEY_JWT

    def __init__(self, audiences: tuple[str, ...], now: float) -> None:
        super().__init__(leeway=LEEWAY_SECONDS)
        self._audiences, self._now = audiences, now
        self.shown: Shown | None = None

    def __call__(self, query_client: Any, request: Any) -> Any:
        """The client, or None without an assertion; raises InvalidClientError."""
        if len(request.form.get("client_assertion", "")) > _MAX_LENGTH:
            raise InvalidClientError
        try:
            return super().__call__(query_client, request)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise InvalidClientError from error

    def get_audiences(self) -> list[str]:
        """The token endpoint, the issuer, and the endpoint that is asked."""
        return list(self._audiences)

    def resolve_client_public_key(self, client: Any) -> KeySet:
        """The client's registered keys."""
        return KeySet.import_key_set({"keys": [dict(key) for key in client.known.keys]})

    def process_assertion_claims(self, assertion: str, resolve_key: KeySet) -> Mapping[str, Any]:
        """The claims; raises InvalidClientError or JoseError."""
        claims = jwt.decode(assertion, resolve_key, algorithms=ALGORITHMS).claims
        self.verify_claims(claims)
        return claims

    def validate_jti(self, claims: Mapping[str, Any], jti: Any) -> bool:
        """Whether it can be remembered; the endpoint asks the database whether it already is."""
        expires = claims["exp"]
        usable = isinstance(jti, str) and 1 <= len(jti) <= _MAX_JTI
        if not usable or expires > self._now + MAX_LIFE_SECONDS + LEEWAY_SECONDS:
            return False
        self.shown = Shown(claims["sub"], jti, float(expires) + LEEWAY_SECONDS)
        return True

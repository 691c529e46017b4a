"""What the OAuth endpoints say of themselves: in OpenAPI, and as metadata (RFC 8414)."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.identity.adapters.oauth.assertion import ALGORITHMS
from services.identity.adapters.oauth.grants import GRANT_TYPES, OFFLINE_ACCESS
from services.identity.adapters.oauth.server import AUTH_METHODS
from services.identity.domain.model import DOOR_SCOPE

_TEXT: Mapping[str, Any] = {"type": "string"}
_ERROR = {
    "type": "object",
    "required": ["error", "message"],
    "properties": {
        "error": {**_TEXT, "description": "The code of RFC 6749 section 5.2."},
        "error_description": {**_TEXT, "description": "ASCII, for whoever writes the client."},
        "message": {**_TEXT, "description": "For people, in Vietnamese or English by Accept-Language."},
    },
}
_TOKEN = {
    "type": "object",
    "required": ["access_token", "token_type", "expires_in", "scope"],
    "properties": {
        "access_token": _TEXT,
        "token_type": {"const": "Bearer"},
        "expires_in": {"type": "integer", "description": "Seconds."},
        "scope": _TEXT,
        "refresh_token": {**_TEXT, "description": "Good once; the answer to its use holds the next one."},
        "issued_token_type": _TEXT,
    },
}
_CLIENT = {
    "client_id": _TEXT,
    "client_secret": _TEXT,
    "client_assertion_type": {"const": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
    "client_assertion": {
        **_TEXT,
        "description": (
            "RFC 7523: iss and sub are the client id, aud the issuer or this address, jti is new each time, "
            "exp at most five minutes ahead; signed with a registered key, Ed25519 or ES256."
        ),
    },
}


def _documented(ok: Mapping[str, Any], form: Mapping[str, Any], required: Iterable[str]) -> dict[str, Any]:
    body = {"type": "object", "required": list(required), "properties": {**form, **_CLIENT}}
    statuses = {
        "400": "The request or the grant is refused.",
        "401": "The client has not proved who it is.",
        "429": "Too many failures, or the client has had its tokens of this minute.",
        "503": "The identity provider does not answer.",
    }
    errors = {
        status: {"description": text, "content": {"application/json": {"schema": _ERROR}}}
        for status, text in statuses.items()
    }
    return {
        "security": [{}, {"client": []}],
        "requestBody": {
            "required": True,
            "content": {"application/x-www-form-urlencoded": {"schema": body}},
        },
        "responses": {"200": ok, **errors},
    }


TOKEN_OPERATION = _documented(
    {"description": "The token.", "content": {"application/json": {"schema": _TOKEN}}},
    {
        "grant_type": {"enum": list(GRANT_TYPES)},
        "scope": {**_TEXT, "description": f"Separated by spaces; {OFFLINE_ACCESS} asks for a refresh token."},
        "subject_token": {**_TEXT, "description": "token-exchange: the person's ID token."},
        "subject_token_type": {"const": "urn:ietf:params:oauth:token-type:id_token"},
        "refresh_token": {**_TEXT, "description": "refresh_token: the newest one of the session."},
    },
    ["grant_type"],
)
REVOCATION_OPERATION = _documented(
    {"description": "The session has ended, or there was none (RFC 7009 section 2.2)."},
    {
        "token": {**_TEXT, "description": "A refresh token; an access token lives out its ten minutes."},
        "token_type_hint": {"const": "refresh_token"},
    },
    ["token"],
)


def metadata_of(issuer: str) -> dict[str, Any]:
    """The authorization server metadata (RFC 8414 section 2)."""
    return {
        "issuer": issuer,
        "token_endpoint": f"{issuer}/oauth/token",
        "jwks_uri": f"{issuer}/jwks.json",
        "scopes_supported": [DOOR_SCOPE, OFFLINE_ACCESS],
        "response_types_supported": [],
        "grant_types_supported": list(GRANT_TYPES),
        "token_endpoint_auth_methods_supported": AUTH_METHODS,
        "token_endpoint_auth_signing_alg_values_supported": ALGORITHMS,
        "revocation_endpoint": f"{issuer}/oauth/revoke",
        "revocation_endpoint_auth_methods_supported": AUTH_METHODS,
        "revocation_endpoint_auth_signing_alg_values_supported": ALGORITHMS,
        "service_documentation": f"{issuer.removesuffix('/v1')}/docs",
        "ui_locales_supported": ["vi", "en"],
    }

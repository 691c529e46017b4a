"""The token endpoint, the keys, and the documents that lead to them."""

from typing import Any

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.datastructures import ResponseHeader
from litestar.handlers import BaseRouteHandler
from litestar.openapi.datastructures import ResponseSpec

from services.identity.adapters.oauth import TokenRequest
from services.identity.adapters.oauth.grants import CLIENT_CREDENTIALS, TOKEN_EXCHANGE
from services.identity.adapters.oauth.server import AUTH_METHODS
from services.identity.entrypoints.controllers.dependencies import Parts
from shared.web.auth import Access, Connection, public


class _ClientAuthenticates(Access):
    """The endpoint reads the client's own credentials; a bearer token has no business here."""

    async def __call__(self, connection: Connection, _handler: BaseRouteHandler) -> None:
        connection.app.state.security.rate.take(address_of(connection))


client_authenticates = _ClientAuthenticates(frozenset(), None, anonymous=True)


class TokenResponse(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 6749 section 5.1; `issued_token_type` by RFC 8693 section 2.2.1."""

    access_token: str
    token_type: str
    expires_in: int
    scope: str
    issued_token_type: str | None = None


class TokenError(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 6749 section 5.2."""

    error: str
    error_description: str | None = None


class OAuthController(Controller):
    """OAuth 2.0 for clients of the suite."""

    tags = ("tokens",)

    @post(
        "/oauth/token",
        operation_id="IssueToken",
        summary="Exchange an ID token, or get a machine's own token",
        status_code=200,
        guards=[client_authenticates],
        include_in_schema=False,
        responses={status: ResponseSpec(TokenError, description="RFC 6749 5.2") for status in (400, 401)},
        response_headers=[ResponseHeader(name="Cache-Control", value="no-store")],
    )
    async def token(self, request: Request[Any, Any, Any], parts: Parts) -> Response[Any]:
        """A form (RFC 6749): grant_type token-exchange with subject_token, or client_credentials."""
        sent = TokenRequest(
            content_type=request.headers.get("content-type", ""),
            authorization=request.headers.get("authorization"),
            body=await request.body(),
            address=address_of(request),
        )
        answer = await parts.tokens.respond(sent, parts.admit)
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Type"}
        return Response(answer.body, status_code=answer.status, headers=headers)

    @get("/jwks.json", operation_id="ReadKeys", summary="The keys that sign access tokens", guards=[public])
    async def keys(self, parts: Parts) -> Response[dict[str, Any]]:
        """RFC 7517; every service checks tokens with these."""
        return Response(parts.keys.public(), headers={"cache-control": "public, max-age=60"})

    @get(
        "/oauth/metadata",
        operation_id="ReadTokenMetadata",
        summary="Where to get tokens, and how",
        guards=[public],
    )
    async def metadata(self, parts: Parts) -> dict[str, Any]:
        """RFC 8414; also at the origin below /.well-known/oauth-authorization-server/identity."""
        return metadata_of(parts.settings.issuer)


def metadata_of(issuer: str) -> dict[str, Any]:
    """The authorization server metadata (RFC 8414 section 2)."""
    return {
        "issuer": issuer,
        "token_endpoint": f"{issuer}/oauth/token",
        "jwks_uri": f"{issuer}/jwks.json",
        "grant_types_supported": [TOKEN_EXCHANGE, CLIENT_CREDENTIALS],
        "token_endpoint_auth_methods_supported": AUTH_METHODS,
        "response_types_supported": [],
        "service_documentation": f"{issuer.removesuffix('/v1')}/docs",
    }


def address_of(connection: Connection) -> str:
    """The caller's network address, as the server in front reports it."""
    return connection.client.host if connection.client else ""

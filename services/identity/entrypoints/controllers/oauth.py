"""The token endpoint, the keys, and the documents that lead to them."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.handlers import BaseRouteHandler

from services.identity.adapters.oauth import TokenAnswer, TokenRequest
from services.identity.entrypoints.controllers.dependencies import Parts
from services.identity.entrypoints.controllers.token_documents import (
    REVOCATION_OPERATION,
    TOKEN_OPERATION,
    metadata_of,
)
from shared.i18n import negotiate
from shared.web.auth import Access, Connection, public


class _ClientAuthenticates(Access):
    """The endpoint reads the client's own credentials; a bearer token has no business here."""

    async def __call__(self, connection: Connection, _handler: BaseRouteHandler) -> None:
        connection.app.state.security.rate.take(address_of(connection))


client_authenticates = _ClientAuthenticates(frozenset(), None, anonymous=True)


class OAuthController(Controller):
    """OAuth 2.0 for clients of the suite."""

    tags = ("tokens",)

    @post(
        "/oauth/token",
        operation_id="IssueToken",
        summary="Exchange an ID token, go on with a session, or get a machine's own token",
        status_code=200,
        guards=[client_authenticates],
        opt={"operation": TOKEN_OPERATION},
    )
    async def token(self, request: Request[Any, Any, Any], parts: Parts) -> Response[Any]:
        """RFC 6749, 7523 and 8693: the client proves itself by its own key, or by its secret."""
        return _response(await parts.tokens.respond(await _sent(request), parts.admit), request)

    @post(
        "/oauth/revoke",
        operation_id="RevokeToken",
        summary="End the session of a refresh token",
        status_code=200,
        guards=[client_authenticates],
        opt={"operation": REVOCATION_OPERATION},
    )
    async def revoke(self, request: Request[Any, Any, Any], parts: Parts) -> Response[Any]:
        """RFC 7009; the person's access tokens issued so far are refused within seconds."""
        return _response(await parts.tokens.revoke(await _sent(request)), request)

    @get("/jwks.json", operation_id="ReadKeys", summary="The keys that sign access tokens", guards=[public])
    async def keys(self, parts: Parts) -> Response[dict[str, Any]]:
        """RFC 7517; every service checks tokens with these. A key is here ten minutes before it signs."""
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


async def _sent(request: Request[Any, Any, Any]) -> TokenRequest:
    return TokenRequest(
        content_type=request.headers.get("content-type", ""),
        authorization=request.headers.get("authorization"),
        body=await request.body(),
        address=address_of(request),
    )


def _response(answer: TokenAnswer, request: Request[Any, Any, Any]) -> Response[Any]:
    told = answer.told(negotiate(request.headers.get("accept-language")))
    headers = {name: value for name, value in told.headers.items() if name != "Content-Type"}
    return Response(told.body, status_code=told.status, headers=headers)


def address_of(connection: Connection) -> str:
    """The caller's network address, as the server in front reports it."""
    return connection.client.host if connection.client else ""

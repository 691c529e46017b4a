"""Revocation (RFC 7009): refresh tokens only, as access tokens are checked without asking anybody."""

from typing import Any

from authlib.oauth2.rfc6749.errors import OAuth2Error
from authlib.oauth2.rfc7009 import RevocationEndpoint

from services.identity.adapters.oauth.server import AUTH_METHODS, Client, Request


class UnsupportedTokenError(OAuth2Error):  # type: ignore[misc]  # Authlib ships no types
    """Authlib's own answers 401, where RFC 7009 section 2.2.1 wants 400."""

    error = "unsupported_token_type"


class Revocation(RevocationEndpoint):  # type: ignore[misc]  # Authlib ships no types
    """Authlib proves the client and checks the form; the session is ended in the event loop afterwards."""

    CLIENT_AUTH_METHODS = AUTH_METHODS
    SUPPORTED_TOKEN_TYPES = ("refresh_token",)

    def check_params(self, request: Request, client: Client) -> None:
        """Raises InvalidRequestError, or UnsupportedTokenError for what is an access token."""
        signed = request.form.get("token", "").count(".") == 2
        if signed or request.form.get("token_type_hint", "refresh_token") != "refresh_token":
            raise UnsupportedTokenError

    def query_token(self, token_string: str, token_type_hint: str | None) -> None:
        """Nothing here: what a token is worth is asked of the database, not of this thread."""

    def revoke_token(self, token: Any, request: Request) -> None:
        """Never called, as `query_token` finds nothing."""

    def authenticate_endpoint_client(self, request: Request) -> Client:
        """Raises InvalidClientError."""
        client: Client = super().authenticate_endpoint_client(request)
        return client

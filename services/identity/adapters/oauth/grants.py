"""The two grants: a machine for itself (RFC 6749 4.4), and a person through a machine (RFC 8693)."""

from typing import Any

from authlib.oauth2.rfc6749 import BaseGrant, TokenEndpointMixin
from authlib.oauth2.rfc6749.errors import (
    InvalidGrantError,
    InvalidRequestError,
    InvalidScopeError,
    OAuth2Error,
    UnauthorizedClientError,
)

from services.identity.adapters.id_tokens import InvalidIdToken, Unverified, peek
from services.identity.adapters.oauth.server import AUTH_METHODS, Client
from services.identity.adapters.tokens import AUDIENCE, LIFETIME_SECONDS, TokenIssuer
from services.identity.application.views import Access

TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105 - a name
ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"  # noqa: S105 - a name
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 - a name
CLIENT_CREDENTIALS = "client_credentials"


class InvalidTargetError(OAuth2Error):  # type: ignore[misc]  # Authlib ships no types
    """The token is asked for somebody we do not issue tokens for (RFC 8693 section 2.2.2)."""

    error = "invalid_target"


class _Grant(BaseGrant, TokenEndpointMixin):  # type: ignore[misc]  # Authlib ships no types
    """What both have in common: the client, and scopes no wider than the client's."""

    TOKEN_ENDPOINT_AUTH_METHODS = AUTH_METHODS
    issuer: TokenIssuer
    """Set by the endpoint before the response is made."""

    def authenticated_client(self) -> Client:
        """Raises InvalidClientError, UnauthorizedClientError or InvalidScopeError."""
        client: Client = self.authenticate_token_endpoint_client()
        if not client.check_grant_type(self.GRANT_TYPE):
            raise UnauthorizedClientError("The client is not registered for this grant")
        asked = (self.request.payload.scope or "").split()
        if set(asked) - client.known.scopes:
            raise InvalidScopeError
        self.request.client = client
        return client

    def answer(self, token: str, scopes: frozenset[str]) -> tuple[int, dict[str, Any], list[tuple[str, str]]]:
        """RFC 6749 section 5.1."""
        body = {"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME_SECONDS}
        return 200, {**body, "scope": " ".join(sorted(scopes))}, self.TOKEN_RESPONSE_HEADER


class ClientCredentials(_Grant):
    """A machine acts for itself, by scope; without `scope` it gets all of its own."""

    GRANT_TYPE = CLIENT_CREDENTIALS

    def validate_token_request(self) -> None:
        """Raises OAuth2Error."""
        self.authenticated_client()

    def create_token_response(self) -> tuple[int, dict[str, Any], list[tuple[str, str]]]:
        """The client's own token."""
        client: Client = self.request.client
        asked = frozenset((self.request.payload.scope or "").split())
        scopes = asked or client.known.scopes
        return self.answer(self.issuer.for_client(client.get_client_id(), scopes), scopes)


class TokenExchange(_Grant):
    """A person acts through a client that has their ID token; by roles, and by scopes only if asked for."""

    GRANT_TYPE = TOKEN_EXCHANGE
    unverified: Unverified
    subject_token: str

    def validate_token_request(self) -> None:
        """Raises OAuth2Error; the token's signature is checked once its issuer's keys are there."""
        self.authenticated_client()
        form = self.request.payload.data
        if form.get("subject_token_type") != ID_TOKEN:
            raise InvalidRequestError("subject_token_type must be an ID token")
        if form.get("requested_token_type", ACCESS_TOKEN) != ACCESS_TOKEN:
            raise InvalidRequestError("requested_token_type must be an access token")
        if "actor_token" in form:
            raise InvalidRequestError("actor_token is not supported")
        if form.get("audience", AUDIENCE) != AUDIENCE or "resource" in form:
            raise InvalidTargetError("tokens are issued for caunoi only")
        self.subject_token = form.get("subject_token", "")
        if not self.subject_token:
            raise InvalidRequestError("subject_token is required")
        try:
            self.unverified = peek(self.subject_token)
        except InvalidIdToken as error:
            raise InvalidGrantError(f"subject_token: {error}") from error

    def create_token_response(self) -> tuple[int, dict[str, Any], list[tuple[str, str]]]:
        """The person's token; the endpoint has put their access on the request."""
        access: Access = self.request.user
        client: Client = self.request.client
        scopes = frozenset((self.request.payload.scope or "").split())
        token = self.issuer.for_person(access, client.get_client_id(), scopes)
        status, body, headers = self.answer(token, scopes)
        return status, {**body, "issued_token_type": ACCESS_TOKEN}, headers

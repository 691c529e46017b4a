"""The three grants: a machine for itself, a person through a machine, and that person once more."""

from authlib.oauth2.rfc6749 import BaseGrant, TokenEndpointMixin
from authlib.oauth2.rfc6749.errors import (
    InvalidGrantError,
    InvalidRequestError,
    InvalidScopeError,
    OAuth2Error,
    UnauthorizedClientError,
)

from services.identity.adapters.id_tokens import InvalidIdToken, Unverified, peek
from services.identity.adapters.oauth.server import AUTH_METHODS, Answered, Client
from services.identity.adapters.tokens import AUDIENCE, LIFETIME_SECONDS, TokenIssuer
from services.identity.application.views import Access

TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105 - a name
ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"  # noqa: S105 - a name
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 - a name
CLIENT_CREDENTIALS = "client_credentials"
REFRESH_TOKEN = "refresh_token"  # noqa: S105 - a name
OFFLINE_ACCESS = "offline_access"
GRANT_TYPES = (TOKEN_EXCHANGE, CLIENT_CREDENTIALS, REFRESH_TOKEN)


class InvalidTargetError(OAuth2Error):  # type: ignore[misc]  # Authlib ships no types
    """The token is asked for somebody we do not issue tokens for (RFC 8693 section 2.2.2)."""

    error = "invalid_target"


class TokenGrant(BaseGrant, TokenEndpointMixin):  # type: ignore[misc]  # Authlib ships no types
    """What all have in common: the client, and scopes no wider than the client's."""

    TOKEN_ENDPOINT_AUTH_METHODS = AUTH_METHODS
    issuer: TokenIssuer
    """Set by the endpoint before the response is made."""
    asked: frozenset[str]

    def authenticate(self) -> None:
        """Raises InvalidClientError, UnauthorizedClientError or InvalidScopeError."""
        client: Client = self.authenticate_token_endpoint_client()
        self.request.client = client
        if not client.check_grant_type(self.GRANT_TYPE):
            raise UnauthorizedClientError("The client is not registered for this grant")
        self.asked = frozenset((self.request.payload.scope or "").split())
        if self.asked - client.known.scopes:
            raise InvalidScopeError

    def answer(self, token: str, scopes: frozenset[str], **more: str) -> Answered:
        """RFC 6749 section 5.1."""
        body = {"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME_SECONDS}
        return 200, {**body, "scope": " ".join(sorted(scopes)), **more}, self.TOKEN_RESPONSE_HEADER


class ClientCredentials(TokenGrant):
    """A machine acts for itself, by scope (RFC 6749 4.4); without `scope` it gets all of its own."""

    GRANT_TYPE = CLIENT_CREDENTIALS

    def validate_token_request(self) -> None:
        """Raises OAuth2Error."""
        self.authenticate()

    def create_token_response(self) -> Answered:
        """The client's own token."""
        known = self.client.known
        scopes = (self.asked or known.scopes) - {OFFLINE_ACCESS}
        return self.answer(self.issuer.for_client(known.client_id, scopes, known.limits, known.place), scopes)


class _OfAPerson(TokenGrant):
    """A person acts through the client; by roles, and by scopes only if asked for."""

    access: Access
    refresh_token: str | None = None

    def answer_for_person(self, **more: str) -> Answered:
        """The person's token, and the next refresh token if there is one."""
        token = self.issuer.for_person(
            self.access, self.client.get_client_id(), self.asked - {OFFLINE_ACCESS}
        )
        if self.refresh_token is not None:
            more[REFRESH_TOKEN] = self.refresh_token
        return self.answer(token, self.asked, **more)


class TokenExchange(_OfAPerson):
    """With the person's ID token (RFC 8693); the scope offline_access asks for a refresh token too."""

    GRANT_TYPE = TOKEN_EXCHANGE
    unverified: Unverified
    subject_token: str

    @property
    def wants_refresh(self) -> bool:
        """Whether the client asks for a session."""
        return OFFLINE_ACCESS in self.asked

    def validate_token_request(self) -> None:
        """Raises OAuth2Error; the token's signature is checked once its issuer's keys are there."""
        self.authenticate()
        if self.wants_refresh and not self.client.check_grant_type(REFRESH_TOKEN):
            raise InvalidScopeError
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

    def create_token_response(self) -> Answered:
        """The person's token; the endpoint has put their access on the grant."""
        return self.answer_for_person(issued_token_type=ACCESS_TOKEN)


class RefreshGrant(_OfAPerson):
    """With the newest refresh token of a session (RFC 6749 section 6); the person's roles are read anew."""

    GRANT_TYPE = REFRESH_TOKEN
    shown_token: str

    def validate_token_request(self) -> None:
        """Raises OAuth2Error; what the token is worth is asked of the database."""
        self.authenticate()
        self.shown_token = self.request.payload.data.get(REFRESH_TOKEN, "")
        if not self.shown_token:
            raise InvalidRequestError("refresh_token is required")

    def create_token_response(self) -> Answered:
        """The person's token and the next refresh token; the endpoint has put both on the grant."""
        return self.answer_for_person()

"""Authlib's server over one preloaded client: nothing in it waits for anything, so it may run in a thread."""

from datetime import datetime
from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload

from services.identity.adapters.oauth.assertion import PRIVATE_KEY_JWT, ClientAssertion
from services.identity.domain.model import MachineClient

AUTH_METHODS = [PRIVATE_KEY_JWT, "client_secret_basic", "client_secret_post"]
"""The first says no to a request without an assertion, so the order decides nothing else."""
Answered = tuple[int, dict[str, Any], list[tuple[str, str]]]


class Client(ClientMixin):  # type: ignore[misc]  # Authlib ships no types
    """A machine client in the words of Authlib, at one instant."""

    def __init__(self, known: MachineClient, at: datetime) -> None:
        self.known, self._at = known, at

    def get_client_id(self) -> str:
        """The client's id."""
        return self.known.client_id

    def get_allowed_scope(self, scope: str | None) -> str:
        """What of the scopes asked for the client may have."""
        return " ".join(name for name in (scope or "").split() if name in self.known.scopes)

    def check_client_secret(self, client_secret: str) -> bool:
        """Compares in constant time."""
        return self.known.has_secret(client_secret, self._at)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """By keys if it has registered any, by secret if it has one, sent either way."""
        has_proof = self.known.keys if method == PRIVATE_KEY_JWT else self.known.secret
        return endpoint in {"token", "revocation"} and method in AUTH_METHODS and bool(has_proof)

    def check_grant_type(self, grant_type: str) -> bool:
        """Whether the client was registered for the grant."""
        return grant_type in self.known.grant_types


class Request(OAuth2Request):  # type: ignore[misc]  # Authlib ships no types
    """A form that has been read already."""

    def __init__(self, uri: str, form: dict[str, str], headers: dict[str, str]) -> None:
        super().__init__("POST", uri, headers=headers)
        self._form = form
        self.payload = BasicOAuth2Payload(form)

    @property
    def form(self) -> dict[str, str]:
        """The parameters."""
        return self._form


class Server(AuthorizationServer):  # type: ignore[misc]  # Authlib ships no types
    """Made for one request, with the one client that it names."""

    def __init__(self, client: MachineClient | None, audiences: tuple[str, ...], at: datetime) -> None:
        super().__init__()
        self._client = None if client is None else Client(client, at)
        self.assertion = ClientAssertion(audiences, at.timestamp())
        self.register_client_auth_method(PRIVATE_KEY_JWT, self.assertion)

    def query_client(self, client_id: str) -> Client | None:
        """The preloaded client, if it is the one asked for."""
        client = self._client
        return client if client is not None and client.get_client_id() == client_id else None

    def save_token(self, token: dict[str, Any], request: Request) -> None:
        """Tokens are not kept: they are checked by signature and live ten minutes."""

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: Request) -> Request:
        """The request is in Authlib's form already."""
        return request

    def handle_response(self, status: int, body: Any, headers: list[tuple[str, str]]) -> Answered:
        """The parts of the answer, for whatever framework stands in front."""
        return status, dict(body), headers

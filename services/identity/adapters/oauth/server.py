"""Authlib's server over one preloaded client: nothing in it waits for anything, so it may run in a thread."""

from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload

from services.identity.domain.model import MachineClient

AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
Answered = tuple[int, dict[str, Any], list[tuple[str, str]]]


class Client(ClientMixin):  # type: ignore[misc]  # Authlib ships no types
    """A machine client in the words of Authlib."""

    def __init__(self, known: MachineClient) -> None:
        self.known = known

    def get_client_id(self) -> str:
        """The client's id."""
        return self.known.client_id

    def get_allowed_scope(self, scope: str | None) -> str:
        """What of the scopes asked for the client may have."""
        return " ".join(name for name in (scope or "").split() if name in self.known.scopes)

    def check_client_secret(self, client_secret: str) -> bool:
        """Compares in constant time."""
        return self.known.has_secret(client_secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """Every client has a secret and may send it either way."""
        return endpoint == "token" and method in AUTH_METHODS

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

    def __init__(self, client: MachineClient | None) -> None:
        super().__init__()
        self._client = None if client is None else Client(client)

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

"""One token request from beginning to end: Authlib in a worker thread, what waits in the event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from authlib.oauth2.rfc6749.errors import (
    InvalidClientError,
    InvalidGrantError,
    InvalidRequestError,
    OAuth2Error,
)
from authlib.oauth2.rfc6749.util import extract_basic_authorization

from services.identity.adapters.failures import SignInFailures
from services.identity.adapters.id_tokens import ConfirmedPerson, IdTokenVerifier, InvalidIdToken
from services.identity.adapters.oauth.grants import ClientCredentials, TokenExchange
from services.identity.adapters.oauth.server import Answered, Request, Server
from services.identity.adapters.oidc import ProviderUnavailable
from services.identity.adapters.tokens import TokenIssuer
from services.identity.application.views import Access
from services.identity.domain.errors import AccountSuspended, TooManyFailures
from services.identity.domain.model import MachineClient

_FORM = "application/x-www-form-urlencoded"
Admit = Callable[[ConfirmedPerson], Awaitable[Access]]
FindClient = Callable[[str], Awaitable[MachineClient | None]]


class TokenRequest(msgspec.Struct, frozen=True):
    """What arrived, not yet read."""

    content_type: str
    authorization: str | None
    body: bytes
    address: str


class TokenAnswer(msgspec.Struct, frozen=True):
    """What RFC 6749 section 5 has us answer."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]


class _Away(OAuth2Error):  # type: ignore[misc]  # Authlib ships no types
    """Not an error of RFC 6749 section 5.2, which foresees neither; its 4.1.2.1 has the word."""

    error = "temporarily_unavailable"


class TokenEndpoint:
    """Answers every request as the RFC says; raises nothing that a caller could cause."""

    def __init__(
        self, issuer: TokenIssuer, verifier: IdTokenVerifier, failures: SignInFailures, find: FindClient
    ) -> None:
        self._issuer, self._verifier, self._failures, self._find = issuer, verifier, failures, find

    async def respond(self, sent: TokenRequest, admit: Admit) -> TokenAnswer:
        """`admit` turns a confirmed person into what they may do, in a transaction of its own."""
        try:
            status, body, headers = await self._respond(sent, admit)
        except TooManyFailures as error:
            status, body, headers = _Away("too many failures", status_code=429)()
            headers = [*headers, ("Retry-After", str(int(str(error.params["minutes"])) * 60))]
        except ProviderUnavailable:
            status, body, headers = _Away("the identity provider does not answer", status_code=503)()
            headers = [*headers, ("Retry-After", "10")]
        except OAuth2Error as error:
            status, body, headers = error()
        return TokenAnswer(status, body, dict(headers))

    async def _respond(self, sent: TokenRequest, admit: Admit) -> Answered:
        request = Request(f"{self._issuer.issuer}/oauth/token", *_parameters(sent))
        client_id = _claimed_client(request)
        server = Server(await self._find(client_id))
        server.register_grant(TokenExchange)
        server.register_grant(ClientCredentials)
        grant = server.get_token_grant(request)
        grant.issuer = self._issuer
        try:
            await asyncio.to_thread(grant.validate_token_request)
        except InvalidClientError as error:
            # Only now: who shows the right secret is never kept out by others behind the same address.
            await self._failures.require_few("client", client_id, sent.address)
            await self._failures.record("client", client_id, sent.address)
            raise InvalidClientError("client authentication failed", status_code=401) from error
        if isinstance(grant, TokenExchange):
            request.user = await self._exchange(grant, client_id, admit)
        answered: Answered = await asyncio.to_thread(grant.create_token_response)
        return answered

    async def _exchange(self, grant: TokenExchange, client_id: str, admit: Admit) -> Access:
        unverified = grant.unverified
        key = ("person", client_id, unverified.issuer, unverified.subject)
        await self._failures.require_few(*key)
        try:
            keys = await self._verifier.keys_for(unverified)
            audiences = grant.client.known.audiences
            return await admit(self._verifier.verify(grant.subject_token, keys, audiences))
        except InvalidIdToken as error:
            await self._failures.record(*key)
            raise InvalidGrantError(f"subject_token: {error}") from error
        except AccountSuspended as error:
            raise InvalidGrantError("the account is suspended") from error


def _parameters(sent: TokenRequest) -> tuple[dict[str, str], dict[str, str]]:
    """The form and the headers that Authlib reads; raises InvalidRequestError."""
    if sent.content_type.partition(";")[0].strip().lower() != _FORM:
        raise InvalidRequestError(f"send {_FORM}")
    try:
        pairs = parse_qsl(
            sent.body.decode("ascii"), keep_blank_values=True, max_num_fields=50, errors="strict"
        )
    except ValueError as error:
        raise InvalidRequestError("the body is not a form") from error
    form = dict(pairs)
    if len(form) != len(pairs):
        raise InvalidRequestError("a parameter is sent twice")
    if not all(name.isascii() and value.isascii() for name, value in pairs):
        raise InvalidRequestError("parameters are ASCII")
    if not form.get("grant_type"):
        raise InvalidRequestError("grant_type is required")
    return form, {"Authorization": sent.authorization} if sent.authorization else {}


def _claimed_client(request: Request) -> str:
    """The client id as sent; raises InvalidRequestError when credentials come twice or cannot be read."""
    form = request.form
    try:
        basic, _secret = extract_basic_authorization(request.headers)
    except ValueError as error:
        raise InvalidClientError("client authentication failed", status_code=401) from error
    if basic and "client_secret" in form:
        raise InvalidRequestError("credentials are sent twice")
    if basic and form.get("client_id", basic) != basic:
        raise InvalidRequestError("client_id differs from the credentials")
    claimed = str(basic or form.get("client_id", ""))
    if not claimed.isprintable():
        raise InvalidClientError("client authentication failed", status_code=401)
    return claimed

"""One request of a client from beginning to end: Authlib in a worker thread, what waits in the event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from authlib.oauth2.rfc6749.errors import InvalidClientError, InvalidGrantError, OAuth2Error

from services.identity.adapters.clients import KnownClients
from services.identity.adapters.failures import SignInFailures
from services.identity.adapters.flight import ProviderUnavailable
from services.identity.adapters.id_tokens import ConfirmedPerson, IdTokenVerifier, InvalidIdToken
from services.identity.adapters.oauth.answers import AwayError, TokenAnswer
from services.identity.adapters.oauth.grants import (
    ClientCredentials,
    RefreshGrant,
    TokenExchange,
    TokenGrant,
)
from services.identity.adapters.oauth.reading import REFUSED, TokenRequest, claimed_client, parameters
from services.identity.adapters.oauth.revocation import Revocation
from services.identity.adapters.oauth.server import Answered, Request, Server
from services.identity.adapters.refresh_tokens import LOST_ANSWER, RefreshTokens
from services.identity.adapters.tokens import TokenIssuer
from services.identity.application.views import Access
from services.identity.domain.errors import AccountDisabled, AccountSuspended, TooManyFailures
from services.identity.domain.model import Shown
from shared.clock import RealClock

T = TypeVar("T")
Admit = Callable[[ConfirmedPerson], Awaitable[Access]]


class TokenEndpoint:
    """Answers every request as the RFC says; raises nothing that a caller could cause."""

    def __init__(
        self,
        issuer: TokenIssuer,
        verifier: IdTokenVerifier,
        failures: SignInFailures,
        clients: KnownClients,
        sessions: RefreshTokens,
    ) -> None:
        self._issuer, self._verifier, self._failures = issuer, verifier, failures
        self._clients, self._sessions = clients, sessions
        self._clock = RealClock()

    async def respond(self, sent: TokenRequest, admit: Admit) -> TokenAnswer:
        """`admit` turns a confirmed person into what they may do, in a transaction of its own."""
        return await _answered(self._respond(sent, admit))

    async def revoke(self, sent: TokenRequest) -> TokenAnswer:
        """Ends the session of a refresh token (RFC 7009)."""
        return await _answered(self._revoke(sent))

    async def _respond(self, sent: TokenRequest, admit: Admit) -> Answered:
        request, server, client_id = await self._read(sent, "token", "grant_type")
        for offered in (TokenExchange, ClientCredentials, RefreshGrant):
            server.register_grant(offered)
        grant: TokenGrant = server.get_token_grant(request)
        grant.issuer = self._issuer
        await self._proved(server, client_id, sent.address, grant.validate_token_request)
        if not await self._clients.takes_token(grant.client.known):
            raise AwayError("the client has had its tokens of this minute", 429, 60)
        if isinstance(grant, TokenExchange):
            grant.access = await self._exchange(grant, client_id, admit)
            if grant.wants_refresh:
                grant.refresh_token = await self._sessions.start(
                    grant.access.account_id, client_id, grant.asked
                )
        elif isinstance(grant, RefreshGrant):
            await self._refresh(grant, client_id)
        answered: Answered = await asyncio.to_thread(grant.create_token_response)
        return answered

    async def _revoke(self, sent: TokenRequest) -> Answered:
        request, server, client_id = await self._read(sent, "revoke", "token")
        revocation = Revocation(server)
        answered: Answered = await self._proved(
            server, client_id, sent.address, lambda: revocation.create_endpoint_response(request)
        )
        await self._sessions.end(request.form["token"], client_id)
        return answered

    async def _read(self, sent: TokenRequest, endpoint: str, required: str) -> tuple[Request, Server, str]:
        address = f"{self._issuer.issuer}/oauth/{endpoint}"
        request = Request(address, *parameters(sent, required))
        client_id = claimed_client(request)
        known = await self._clients.find(client_id)
        audiences = (self._issuer.issuer, f"{self._issuer.issuer}/oauth/token", address)
        return request, Server(known, audiences, self._clock.now()), client_id

    async def _proved(self, server: Server, client_id: str, address: str, check: Callable[[], T]) -> T:
        """What `check` gives once the client has proved itself; raises OAuth2Error or TooManyFailures."""
        try:
            result = await asyncio.to_thread(check)
            shown = server.assertion.shown
            if shown is not None and not await self._clients.uses_assertion(
                shown.client_id, shown.jti, shown.expires
            ):
                raise InvalidClientError("the client assertion was used before")
        except InvalidClientError as error:
            # Only now: who shows the right proof is never kept out by others behind the same address.
            await self._failures.require_few("client", client_id, address)
            await self._failures.record("client", client_id, address)
            used = error.description == "the client assertion was used before"
            raise InvalidClientError(error.description if used else REFUSED, status_code=401) from error
        return result

    async def _exchange(self, grant: TokenExchange, client_id: str, admit: Admit) -> Access:
        unverified = grant.unverified
        key = ("person", client_id, unverified.issuer, unverified.subject)
        await self._failures.require_few(*key)
        try:
            keys = await self._verifier.keys_for(unverified)
            audiences = grant.client.known.audiences_at(unverified.issuer, self._verifier.own_issuer)
            return await admit(self._verifier.verify(grant.subject_token, keys, audiences))
        except InvalidIdToken as error:
            await self._failures.record(*key)
            raise InvalidGrantError(f"subject_token: {error}") from error

    async def _refresh(self, grant: RefreshGrant, client_id: str) -> None:
        renewed = await self._sessions.renew(grant.shown_token, client_id, LOST_ANSWER, reissue=True)
        if renewed is None or renewed.refreshed.access is None:
            reused = renewed is not None and renewed.refreshed.shown is Shown.REUSED
            raise InvalidGrantError(
                "the refresh token was used before, so its session has ended"
                if reused
                else "the refresh token is not valid"
            )
        grant.access, grant.refresh_token = renewed.refreshed.access, renewed.token
        # Never wider than what the session began with, whatever the client may have by now.
        held = renewed.refreshed.scopes & grant.client.known.scopes
        grant.asked = grant.asked & held if grant.asked else held


async def _answered(work: Awaitable[Answered]) -> TokenAnswer:
    try:
        status, body, headers = await work
    except TooManyFailures as error:
        minutes = int(str(error.params["minutes"]))
        status, body, headers = AwayError("too many failures", 429, minutes * 60)()
    except ProviderUnavailable:
        status, body, headers = AwayError("the identity provider does not answer", 503, 10)()
    except AccountSuspended:
        status, body, headers = InvalidGrantError("the account is suspended")()
    except AccountDisabled:
        status, body, headers = InvalidGrantError("the account is disabled")()
    except OAuth2Error as error:
        status, body, headers = error()
    return TokenAnswer(status, body, dict(headers))

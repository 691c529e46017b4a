"""Sign-in at a browser: code flow with PKCE, state and nonce (OpenID Connect Core 3.1, RFC 7636)."""

import hashlib
from datetime import timedelta

import msgspec
from authlib.common.security import generate_token
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from services.identity.adapters.id_tokens import ConfirmedPerson, IdTokenVerifier, InvalidIdToken, peek
from services.identity.adapters.oidc import Provider
from services.identity.domain.errors import SignInRefused
from shared.clock import RealClock
from shared.persistence import Database

LIFETIME_SECONDS = 600
_START = "INSERT INTO sign_in_attempt VALUES ($1, $2, $3, $4, $5, $6)"
# Taken and gone in one statement: a state is good once, and only in the browser that began with it.
_TAKE = """
DELETE FROM sign_in_attempt WHERE state_hash = $1 AND browser_hash = $2 AND started_at > $3
RETURNING nonce, verifier, next_path
"""
_PURGE = "DELETE FROM sign_in_attempt WHERE started_at < $1"


class RelyingParty(msgspec.Struct, frozen=True):
    """How VNeID knows this suite; `callback_url` is registered there exactly so."""

    client_id: str
    client_secret: str
    callback_url: str


class Started(msgspec.Struct, frozen=True):
    """Where to send the browser, and the secret that it keeps in a cookie meanwhile."""

    location: str
    browser: str


class Attempt(msgspec.Struct, frozen=True):
    """A sign-in that this suite began, taken by the browser that began it; good once."""

    nonce: str
    verifier: str
    next_path: str


class Finished(msgspec.Struct, frozen=True):
    """Who came back, and where they wanted to go."""

    person: ConfirmedPerson
    next_path: str


class SignInFlow:
    """Keeps what must not pass through the browser in rows, so that any replica can take the callback."""

    def __init__(
        self, database: Database, provider: Provider, verifier: IdTokenVerifier, us: RelyingParty
    ) -> None:
        self._database, self._provider, self._verifier = database, provider, verifier
        self._us = us
        self._clock = RealClock()

    async def start(self, next_path: str) -> Started:
        """Raises ProviderUnavailable."""
        discovery = await self._provider.discovery()
        state, browser, nonce, verifier = (generate_token(48) for _ in range(4))
        await self._database.fetch(
            _START, _hash(state), _hash(browser), nonce, verifier, next_path, self._clock.now()
        )
        location = prepare_grant_uri(
            discovery.authorization_endpoint,
            client_id=self._us.client_id,
            response_type="code",
            redirect_uri=self._us.callback_url,
            scope="openid",
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )
        return Started(location, browser)

    async def take(self, state: str, browser: str) -> Attempt:
        """Raises SignInRefused when this browser has begun no such attempt, or its time is over."""
        since = self._clock.now() - timedelta(seconds=LIFETIME_SECONDS)
        rows = await self._database.fetch(_TAKE, _hash(state), _hash(browser), since)
        if not rows:
            raise SignInRefused
        return Attempt(*rows[0])

    async def finish(self, attempt: Attempt, code: str | None) -> Finished:
        """Raises SignInRefused when anything about the answer is not in order, or ProviderUnavailable."""
        if code is None:
            raise SignInRefused
        person = await self._redeem(code, attempt.verifier, attempt.nonce)
        return Finished(person, attempt.next_path)

    async def _redeem(self, code: str, verifier: str, nonce: str) -> ConfirmedPerson:
        body = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._us.callback_url,
            "code_verifier": verifier,
        }
        answer = await self._provider.redeem(body, (self._us.client_id, self._us.client_secret))
        token = None if answer is None else answer.get("id_token")
        if not isinstance(token, str):
            raise SignInRefused
        try:
            unverified = peek(token)
            if unverified.issuer != self._provider.issuer:
                raise SignInRefused
            keys = await self._verifier.keys_for(unverified)
            return self._verifier.verify(token, keys, frozenset({self._us.client_id}), nonce)
        except InvalidIdToken as error:
            raise SignInRefused from error


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


async def purge_attempts(database: Database) -> None:
    """Forgets attempts that were never finished."""
    await database.fetch(_PURGE, RealClock().now() - timedelta(seconds=LIFETIME_SECONDS))

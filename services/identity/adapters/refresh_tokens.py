"""Refresh tokens as people's clients hold them: a session's id, and a secret kept only as its digest."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import msgspec

from services.identity.application.commands import EndSession, RefreshSession, StartSession
from services.identity.application.handlers import end_session, refresh_session, start_session
from services.identity.application.ports import UnitOfWork
from services.identity.application.views import Refreshed
from services.identity.domain.model import Life
from services.identity.domain.model.session import token_hash

NO_GRACE = timedelta()
LOST_ANSWER = timedelta(seconds=10)
"""So long a client may show a token again whose answer it lost, while nobody has used the one after it.

RFC 9700 section 4.14.2 asks for rotation with detection of reuse, which a lost answer looks like.
"""
_LONGEST = 100


class Renewed(msgspec.Struct, frozen=True):
    """What became of a refresh token, and the one that takes its place."""

    refreshed: Refreshed
    token: str


class RefreshTokens:
    """Opaque to whoever holds them; each use is a transaction of its own."""

    def __init__(self, provide_uow: Callable[[], UnitOfWork], life: Life) -> None:
        self._uow, self._life = provide_uow, life

    @property
    def seconds(self) -> int:
        """How long a session lasts at most."""
        return int(self._life.absolute.total_seconds())

    async def start(self, account_id: UUID, client_id: str, scopes: frozenset[str]) -> str:
        """The first token of a new session."""
        session_id, secret = UUID(bytes=secrets.token_bytes(16), version=4), secrets.token_urlsafe(32)
        command = StartSession(
            session_id=session_id,
            account_id=account_id,
            client_id=client_id,
            scopes=scopes,
            token_hash=token_hash(secret),
            life=self._life,
        )
        await start_session(command, self._uow())
        return _text(session_id, secret)

    async def renew(
        self, token: str, client_id: str, grace: timedelta = NO_GRACE, *, reissue: bool = False
    ) -> Renewed | None:
        """None for what is no token of this client; raises AccountSuspended or AccountDisabled.

        Within `grace` the token just replaced still counts; with `reissue` the answer's token does so too.
        """
        known = _parts(token)
        if known is None:
            return None
        session_id, secret = known
        following = secrets.token_urlsafe(32)
        command = RefreshSession(
            session_id=session_id,
            client_id=client_id,
            token_hash=token_hash(secret),
            next_hash=token_hash(following),
            life=self._life,
            grace=grace,
            reissue=reissue,
        )
        return Renewed(await refresh_session(command, self._uow()), _text(session_id, following))

    async def end(self, token: str, client_id: str) -> None:
        """Ends the session of the token; of anything else nothing is said (RFC 7009 section 2.2)."""
        known = _parts(token)
        if known is not None:
            await end_session(EndSession(session_id=known[0], client_id=client_id), self._uow())


def _text(session_id: UUID, secret: str) -> str:
    return f"{session_id.hex}.{secret}"


def _parts(token: str) -> tuple[UUID, str] | None:
    named, _, secret = token.partition(".")
    try:
        return (UUID(hex=named), secret) if secret and len(token) <= _LONGEST else None
    except ValueError:
        return None

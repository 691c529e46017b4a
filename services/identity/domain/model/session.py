"""A person's session at one client: a family of refresh tokens, of which only the newest counts."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID


class Shown(StrEnum):
    """What a refresh token proves when it is shown."""

    NEWEST = "newest"
    JUST_REPLACED = "just-replaced"
    """Another tab of the same browser was quicker, or the answer with the next token was lost on its way."""
    REUSED = "reused"
    OVER = "over"


@dataclass(frozen=True)
class Life:
    """How long a session lasts: without use, and at most."""

    idle: timedelta
    absolute: timedelta


@dataclass(eq=False)
class Session:
    """Instants are real time. The id is 128 random bits, so whoever names it has held one of its tokens."""

    id: UUID
    account_id: UUID
    client_id: str
    scopes: list[str]
    token_hash: bytes
    started_at: datetime
    rotated_at: datetime
    idle_until: datetime
    ends_at: datetime
    previous_hash: bytes | None = None
    ended_at: datetime | None = None

    @classmethod
    def start(
        cls,
        *,
        session_id: UUID,
        account_id: UUID,
        client_id: str,
        scopes: frozenset[str],
        token_hash: bytes,
        life: Life,
        at: datetime,
    ) -> Self:
        """A new family with its first token."""
        return cls(
            id=session_id,
            account_id=account_id,
            client_id=client_id,
            scopes=sorted(scopes),
            token_hash=token_hash,
            started_at=at,
            rotated_at=at,
            idle_until=at + life.idle,
            ends_at=at + life.absolute,
        )

    def shown(self, token_hash: bytes, at: datetime, grace: timedelta) -> Shown:
        """What this token is; `grace` is how long the one before still excuses itself."""
        if self.ended_at is not None or at >= min(self.idle_until, self.ends_at):
            return Shown.OVER
        if hmac.compare_digest(token_hash, self.token_hash):
            return Shown.NEWEST
        before = self.previous_hash
        if before is not None and hmac.compare_digest(token_hash, before) and at < self.rotated_at + grace:
            return Shown.JUST_REPLACED
        return Shown.REUSED

    def rotate(self, token_hash: bytes, life: Life, at: datetime) -> None:
        """The next token; the one before is used up."""
        self.previous_hash, self.token_hash = self.token_hash, token_hash
        self.rotated_at, self.idle_until = at, at + life.idle

    def reissue(self, token_hash: bytes) -> None:
        """Another newest token in place of the one that nobody has used; the grace does not begin anew.

        Whoever holds the replaced one and shows it later gives a reuse away.
        """
        self.token_hash = token_hash

    def end(self, at: datetime) -> None:
        """No token of the family counts any more."""
        self.ended_at = self.ended_at or at


def token_hash(secret: str) -> bytes:
    """Refresh tokens are 256 random bits, so a plain digest is enough."""
    return hashlib.sha256(secret.encode()).digest()

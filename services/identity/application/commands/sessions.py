"""Commands about accounts and the sessions of people; a refresh token arrives as its digest."""

from datetime import timedelta
from uuid import UUID

import msgspec

from services.identity.domain.model import Life


class StartSession(msgspec.Struct, frozen=True, kw_only=True):
    """Let a person come back through this client without signing in again."""

    session_id: UUID
    account_id: UUID
    client_id: str
    scopes: frozenset[str]
    token_hash: bytes
    life: Life


class RefreshSession(msgspec.Struct, frozen=True, kw_only=True):
    """Show a refresh token at the client that it was given to, and get the next one.

    With `reissue` the token just replaced gets the next one too, as its holder may have lost the answer.
    """

    session_id: UUID
    client_id: str
    token_hash: bytes
    next_hash: bytes
    life: Life
    grace: timedelta
    reissue: bool = False


class EndSession(msgspec.Struct, frozen=True, kw_only=True):
    """End the session that this refresh token belongs to."""

    session_id: UUID
    client_id: str


class SignOutEverywhere(msgspec.Struct, frozen=True, kw_only=True):
    """End every session of the person, and have all tokens issued so far refused."""

    account_id: UUID


class ChangeAccount(msgspec.Struct, frozen=True, kw_only=True):
    """Disable an account or enable it again."""

    account_id: UUID
    expected_version: int
    by: UUID | None

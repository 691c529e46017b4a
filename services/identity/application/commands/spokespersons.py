"""Commands about who may speak."""

from uuid import UUID

import msgspec

from services.identity.application.commands.actor import Actor
from services.identity.domain.model import (
    Contact,
    Decision,
    Matter,
    SpokespersonKind,
    StoredIdentifier,
    Term,
)


class AssignSpokesperson(msgspec.Struct, frozen=True, kw_only=True):
    """Let a person speak for an agency."""

    spokesperson_id: UUID
    actor: Actor
    identifier: StoredIdentifier
    agency_id: UUID
    kind: SpokespersonKind
    contact: Contact
    decision: Decision
    term: Term


class PublishEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Put a spokesperson into the public directory."""

    spokesperson_id: UUID
    actor: Actor
    phone: str | None
    official_email: str | None
    expected_version: int


class RevokeSpokesperson(msgspec.Struct, frozen=True, kw_only=True):
    """End a right to speak before its term."""

    spokesperson_id: UUID
    actor: Actor
    expected_version: int


class SignDelegation(msgspec.Struct, frozen=True, kw_only=True):
    """The head lets a person speak on one matter for a time."""

    delegation_id: UUID
    actor: Actor
    identifier: StoredIdentifier
    contact: Contact
    matter: Matter
    document_no: str | None
    term: Term


class RevokeDelegation(msgspec.Struct, frozen=True, kw_only=True):
    """End a delegation before its time."""

    delegation_id: UUID
    actor: Actor
    expected_version: int

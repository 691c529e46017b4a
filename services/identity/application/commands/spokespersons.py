"""Commands about who may speak."""

from uuid import UUID

import msgspec

from services.identity.application.commands.actor import Actor
from services.identity.domain.model import (
    Contact,
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
    decision_no: str | None
    term: Term


class RevokeSpokesperson(msgspec.Struct, frozen=True, kw_only=True):
    """End a right to speak before its term."""

    spokesperson_id: UUID
    actor: Actor
    expected_version: int

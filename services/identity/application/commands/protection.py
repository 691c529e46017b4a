"""Commands about the data kept of a person."""

from uuid import UUID

import msgspec

from services.identity.application.commands.actor import Actor
from services.identity.domain.model import RequestKind, RequestStatus
from services.identity.domain.retention import Purpose


class AskAboutData(msgspec.Struct, frozen=True, kw_only=True):
    """Have one's own data corrected or erased."""

    request_id: UUID
    actor: Actor
    kind: RequestKind
    statement: str | None


class DecideDataRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Fulfil or refuse it; an erasure is carried out with its fulfilment."""

    request_id: UUID
    actor: Actor
    status: RequestStatus
    reason: str | None
    expected_version: int


class GiveConsent(msgspec.Struct, frozen=True, kw_only=True):
    """Agree to a purpose, as its text is now."""

    consent_id: UUID
    actor: Actor
    purpose: Purpose
    text_version: str


class WithdrawConsent(msgspec.Struct, frozen=True, kw_only=True):
    """Agree no longer; as easy as agreeing."""

    actor: Actor
    purpose: Purpose

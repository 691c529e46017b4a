"""Requests about who may speak."""

from uuid import UUID

from services.identity.domain.model import MatterKind, SpokespersonKind
from services.identity.entrypoints.schemas.base import Body, Email, IdentifierText, Name, Phone, ShortText
from shared.contracts.event import UtcTime


class AssignSpokespersonRequest(Body, frozen=True, kw_only=True):
    """A decision that lets a person speak for an agency; from now on unless `valid_from` says otherwise.

    A standing spokesperson needs the decision's number. The 24 hours for the directory entry run from
    `decision_at`, by default now; with phone and official e-mail the entry is published at once.
    """

    personal_identifier: IdentifierText
    agency_id: UUID
    kind: SpokespersonKind
    full_name: Name
    position: Name
    phone: Phone | None = None
    official_email: Email | None = None
    decision_no: ShortText | None = None
    decision_at: UtcTime | None = None
    valid_from: UtcTime | None = None
    valid_to: UtcTime | None = None


class PublishEntryRequest(Body, frozen=True, kw_only=True):
    """What the entry lacked when the person was assigned."""

    phone: Phone | None = None
    official_email: Email | None = None


class MatterRequest(Body, frozen=True, kw_only=True):
    """The one thing that the delegate may speak about."""

    kind: MatterKind
    id: UUID


class SignDelegationRequest(Body, frozen=True, kw_only=True):
    """The head's written delegation; from now on unless `valid_from` says otherwise, never without end."""

    personal_identifier: IdentifierText
    full_name: Name
    position: Name
    matter: MatterRequest
    document_no: ShortText | None = None
    valid_from: UtcTime | None = None
    valid_to: UtcTime | None = None

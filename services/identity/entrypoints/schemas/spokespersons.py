"""Requests about who may speak."""

from uuid import UUID

from services.identity.domain.model import SpokespersonKind
from services.identity.entrypoints.schemas.base import Body, Email, IdentifierText, Name, Phone, ShortText
from shared.contracts.event import UtcTime


class AssignSpokespersonRequest(Body, frozen=True, kw_only=True):
    """A decision that lets a person speak for an agency; from now on unless `valid_from` says otherwise."""

    personal_identifier: IdentifierText
    agency_id: UUID
    kind: SpokespersonKind
    full_name: Name
    position: Name
    phone: Phone | None = None
    official_email: Email | None = None
    decision_no: ShortText | None = None
    valid_from: UtcTime | None = None
    valid_to: UtcTime | None = None

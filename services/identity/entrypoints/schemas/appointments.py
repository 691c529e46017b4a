"""Requests about posts."""

from uuid import UUID

from services.identity.domain.model import Role
from services.identity.entrypoints.schemas.base import Body, IdentifierText, Name


class AppointRequest(Body, frozen=True, kw_only=True):
    """A post for a person; `agency_id` or `press_agency_id` as the role needs."""

    personal_identifier: IdentifierText
    role: Role
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None
    full_name: Name | None = None

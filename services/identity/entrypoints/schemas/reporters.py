"""Requests about accreditations."""

from datetime import date
from uuid import UUID

from services.identity.domain.model import CredentialType
from services.identity.entrypoints.schemas.base import Body, ShortText


class CredentialRequest(Body, frozen=True, kw_only=True):
    """A press card, or a letter of introduction; `expires_on` is its last valid day."""

    type: CredentialType
    number: ShortText
    expires_on: date


class ApplyAsReporterRequest(Body, frozen=True, kw_only=True):
    """An application to be accredited as a reporter of a newsroom."""

    press_agency_id: UUID
    credential: CredentialRequest

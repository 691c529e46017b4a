"""Invitations and passes as the newsroom and the organiser see them."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.events.application.views.notices import MaterialView, materials_view
from services.events.domain.model import Accreditation, Invitation, InvitationStatus, PassState


class InvitationView(msgspec.Struct, frozen=True, kw_only=True):
    """One seat; `page` opens without signing in, so it is shown to those who may see the invitation only."""

    id: UUID
    press_event_id: UUID
    press_agency_id: UUID
    newsroom: str
    named_reporter_id: UUID | None
    message: str | None
    materials: tuple[MaterialView, ...]
    invited_at: datetime
    status: InvitationStatus
    answered_at: datetime | None
    note: str | None
    reporter_id: UUID | None
    attendee_name: str | None
    accreditation: Accreditation
    refusal_reason: str | None
    pass_id: UUID | None
    page: str
    version: int


class PassView(msgspec.Struct, frozen=True, kw_only=True):
    """A press pass with its code, which changes when the press event is moved."""

    id: UUID
    press_event_id: UUID
    invitation_id: UUID
    reporter_id: UUID
    press_agency_id: UUID
    holder_name: str
    newsroom: str
    status: str
    valid_from: datetime
    valid_to: datetime
    issued_at: datetime
    entered_at: datetime | None
    gate: str | None
    token: str
    page: str
    version: int


def invitation_view(invitation: Invitation) -> InvitationView:
    """The invitation as it is now."""
    return InvitationView(
        id=invitation.id,
        press_event_id=invitation.press_event_id,
        press_agency_id=invitation.press_agency_id,
        newsroom=invitation.newsroom,
        named_reporter_id=invitation.named_reporter_id,
        message=invitation.message,
        materials=materials_view(invitation.materials),
        invited_at=invitation.invited_at,
        status=invitation.status,
        answered_at=invitation.answered_at,
        note=invitation.note,
        reporter_id=invitation.reporter_id,
        attendee_name=invitation.attendee_name,
        accreditation=invitation.accreditation,
        refusal_reason=invitation.refusal_reason,
        pass_id=invitation.pass_id,
        page=f"/events/v1/invitations/{invitation.id}/page?key={invitation.key}",
        version=invitation.version,
    )


def pass_view(state: PassState, token: str, key: str) -> PassView:
    """The pass as it is now; `key` is its invitation's."""
    own, entry = state.press_pass, state.entry
    return PassView(
        id=own.id,
        press_event_id=own.press_event_id,
        invitation_id=own.invitation_id,
        reporter_id=own.reporter_id,
        press_agency_id=own.press_agency_id,
        holder_name=own.holder_name,
        newsroom=own.newsroom,
        status=state.status.name.lower(),
        valid_from=state.window.valid_from,
        valid_to=state.window.valid_to,
        issued_at=own.issued_at,
        entered_at=entry.at if entry else None,
        gate=entry.gate if entry else None,
        token=token,
        page=f"/events/v1/passes/{own.id}/page?key={key}",
        version=state.version,
    )

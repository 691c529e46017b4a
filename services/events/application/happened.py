"""The events of this service, from its state; only it constructs them."""

from datetime import datetime
from typing import Literal

from services.events.domain.model import Entry, Invitation, InvitationStatus, PressEvent, PressPass
from shared.contracts.events import (
    InvitationAnswered,
    PassCheckedIn,
    PassIssued,
    PassRevoked,
    PressEventAnnounced,
    PressEventCancelled,
    PressEventRescheduled,
)


def announced(press_event: PressEvent) -> PressEventAnnounced:
    """Title, time and place are public."""
    return PressEventAnnounced(
        aggregate_version=press_event.version,
        press_event_id=press_event.id,
        agency_id=press_event.agency_id,
        title=press_event.title,
        starts_at=press_event.starts_at,
        ends_at=press_event.ends_at,
        place=press_event.place,
    )


def rescheduled(press_event: PressEvent) -> PressEventRescheduled:
    """The notice as it reads now."""
    return PressEventRescheduled(
        aggregate_version=press_event.version,
        press_event_id=press_event.id,
        agency_id=press_event.agency_id,
        title=press_event.title,
        starts_at=press_event.starts_at,
        ends_at=press_event.ends_at,
        place=press_event.place,
    )


def cancelled(press_event: PressEvent) -> PressEventCancelled:
    """The reason stays here: it may name people."""
    return PressEventCancelled(
        aggregate_version=press_event.version,
        press_event_id=press_event.id,
        agency_id=press_event.agency_id,
        cancelled_at=press_event.changed_at,
    )


def answered(invitation: Invitation) -> InvitationAnswered:
    """Whether somebody of the newsroom comes; who, stays here."""
    answer: Literal["accepted", "declined"] = (
        "accepted" if invitation.status is InvitationStatus.ACCEPTED else "declined"
    )
    return InvitationAnswered(
        aggregate_version=invitation.answers,
        invitation_id=invitation.id,
        press_event_id=invitation.press_event_id,
        press_agency_id=invitation.press_agency_id,
        answer=answer,
        answered_at=invitation.answered_at or invitation.invited_at,
    )


def issued(press_pass: PressPass) -> PassIssued:
    """A reporter's id, never a name."""
    return PassIssued(
        aggregate_version=1,
        pass_id=press_pass.id,
        press_event_id=press_pass.press_event_id,
        reporter_id=press_pass.reporter_id,
        press_agency_id=press_pass.press_agency_id,
        issued_at=press_pass.issued_at,
    )


def revoked(press_pass: PressPass, version: int, at: datetime) -> PassRevoked:
    """By the organiser, or because somebody else comes."""
    return PassRevoked(
        aggregate_version=version,
        pass_id=press_pass.id,
        press_event_id=press_pass.press_event_id,
        reporter_id=press_pass.reporter_id,
        press_agency_id=press_pass.press_agency_id,
        revoked_at=at,
    )


def checked_in(press_pass: PressPass, version: int, entry: Entry) -> PassCheckedIn:
    """The one entry."""
    return PassCheckedIn(
        aggregate_version=version,
        pass_id=press_pass.id,
        press_event_id=press_pass.press_event_id,
        reporter_id=press_pass.reporter_id,
        press_agency_id=press_pass.press_agency_id,
        gate=entry.gate,
        checked_in_at=entry.at,
    )

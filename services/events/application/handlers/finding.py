"""Aggregates that a command names, or the refusal when they are not there for the actor."""

from uuid import UUID

from services.events.application.ports import UnitOfWork
from services.events.domain.errors import InvitationNotFound, PressEventNotFound
from services.events.domain.model import Invitation, PressEvent
from services.events.domain.visibility import Reader


async def press_event_of(press_event_id: UUID, uow: UnitOfWork) -> PressEvent:
    """For change; raises PressEventNotFound."""
    press_event = await uow.press_events.get(press_event_id)
    if press_event is None:
        raise PressEventNotFound
    return press_event


async def invitation_of(invitation_id: UUID, actor: Reader, uow: UnitOfWork) -> tuple[Invitation, PressEvent]:
    """For change, with its press event; raises InvitationNotFound also where the actor may not see it."""
    invitation = await uow.invitations.get(invitation_id)
    if invitation is None:
        raise InvitationNotFound
    press_event = await press_event_of(invitation.press_event_id, uow)
    if not actor.sees_of(press_event.agency_id, invitation.press_agency_id):
        raise InvitationNotFound
    return invitation, press_event

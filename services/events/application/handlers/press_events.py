"""Announcing, moving, cancelling, and inviting."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from services.events.application import happened
from services.events.application.commands import (
    AnnouncePressEvent,
    Audience,
    CancelPressEvent,
    InvitePress,
    Letter,
    ReschedulePressEvent,
)
from services.events.application.handlers.finding import press_event_of
from services.events.application.ports import UnitOfWork
from services.events.application.views import Invited
from services.events.domain.errors import (
    AgencyUnknown,
    NobodyInvited,
    NotTheOrganiser,
    PressAgencyUnknown,
    ReporterUnknown,
)
from services.events.domain.model import Invitation, Organiser, PressEvent
from services.events.domain.visibility import Reader
from shared.ids import uuid7


async def announce_press_event(command: AnnouncePressEvent, uow: UnitOfWork) -> Invited:
    """Notice and invitations in one: the invited press agencies are one of the items of the notice."""
    async with uow:
        organiser = await _organiser(command.actor, uow)
        press_event = PressEvent.announce(
            command.press_event_id, organiser, command.notice, command.slot, uow.now()
        )
        uow.press_events.add(press_event)
        invitations = await _invite(press_event, command.audience, command.letter, uow)
        uow.outbox.add(happened.announced(press_event))
    return Invited(press_event, invitations)


async def reschedule_press_event(command: ReschedulePressEvent, uow: UnitOfWork) -> PressEvent:
    """Passes stay: their codes are made anew with the new times."""
    async with uow:
        press_event = await press_event_of(command.press_event_id, uow)
        press_event.require_organiser(command.actor.organises)
        press_event.expect(command.expected_version)
        press_event.reschedule(command.slot, await _organiser(command.actor, uow), uow.now())
        uow.outbox.add(happened.rescheduled(press_event))
    return press_event


async def cancel_press_event(command: CancelPressEvent, uow: UnitOfWork) -> PressEvent:
    """Every pass is void from the commit on."""
    async with uow:
        press_event = await press_event_of(command.press_event_id, uow)
        press_event.require_organiser(command.actor.organises)
        press_event.expect(command.expected_version)
        press_event.cancel(command.reason, uow.now())
        uow.outbox.add(happened.cancelled(press_event))
    return press_event


async def invite_press(command: InvitePress, uow: UnitOfWork) -> Invited:
    """The new ones are returned; whoever is invited already is passed over."""
    async with uow:
        press_event = await press_event_of(command.press_event_id, uow)
        press_event.require_organiser(command.actor.organises)
        press_event.require_open(uow.now())
        invitations = await _invite(press_event, command.audience, command.letter, uow)
    return Invited(press_event, invitations)


async def _organiser(actor: Reader, uow: UnitOfWork) -> Organiser:
    if actor.organises is None:
        raise NotTheOrganiser
    organiser = await uow.directory.organiser(actor.organises)
    if organiser is None:
        raise AgencyUnknown
    return organiser


async def _invite(
    press_event: PressEvent, audience: Audience, letter: Letter, uow: UnitOfWork
) -> Sequence[Invitation]:
    wanted = await _seats(audience, uow)
    if not wanted:
        raise NobodyInvited(field="invited")
    taken = await uow.invitations.seats(press_event.id)
    invitations = [
        Invitation(
            id=uuid7(),
            press_event_id=press_event.id,
            press_agency_id=seat[0],
            newsroom=newsroom,
            named_reporter_id=seat[1],
            key=secrets.token_urlsafe(24),
            message=letter.message,
            materials=letter.materials,
            invited_at=uow.now(),
        )
        for seat, newsroom in wanted.items()
        if seat not in taken
    ]
    for invitation in invitations:
        uow.invitations.add(invitation)
    return invitations


async def _seats(audience: Audience, uow: UnitOfWork) -> dict[tuple[UUID, UUID | None], str]:
    """Newsroom and named reporter of each seat, with the newsroom's name."""
    ids = audience.press_agency_ids
    newsrooms = await uow.directory.newsrooms(ids, audience.types, everyone=audience.everyone)
    unknown = set(ids) - {newsroom.press_agency_id for newsroom in newsrooms}
    if unknown:
        raise PressAgencyUnknown(field="press_agency_ids", press_agency_id=min(unknown))
    reporters = await uow.directory.reporters(audience.reporter_ids)
    missing = set(audience.reporter_ids) - {one.reporter_id for one in reporters if one.good}
    if missing:
        raise ReporterUnknown(field="reporter_ids", reporter_id=min(missing))
    seats: dict[tuple[UUID, UUID | None], str] = {(one.press_agency_id, None): one.name for one in newsrooms}
    return seats | {(one.press_agency_id, one.reporter_id): one.newsroom for one in reporters}

"""Answers of newsrooms, and the organiser's decisions on who comes."""

from uuid import UUID

from services.events.application import happened
from services.events.application.commands import AnswerInvitation, DecideAccreditation, SubstituteAttendee
from services.events.application.handlers.finding import invitation_of
from services.events.application.handlers.passes import take_back
from services.events.application.ports import PassAct, UnitOfWork
from services.events.domain.errors import (
    AttendeeHasEntered,
    NotAReporterOfTheNewsroom,
    NotYoursToAnswer,
)
from services.events.domain.model import Attendee, Invitation, PressEvent, PressPass
from services.events.domain.visibility import Reader


async def answer_invitation(command: AnswerInvitation, uow: UnitOfWork) -> Invitation:
    """Until the reply deadline, as often as needed; a pass issued on an earlier answer is taken back."""
    async with uow:
        invitation, press_event = await _own(command.invitation_id, command.actor, command.reporter_id, uow)
        invitation.expect(command.expected_version)
        pass_id = invitation.pass_id
        if command.answer == "accepted":
            attendee = await _attendee(command.reporter_id, command.attendee_name, uow)
            invitation.accept(attendee, press_event, uow.now())
        else:
            invitation.decline(command.note, press_event, uow.now())
        await _vacate(pass_id, command.actor, uow)
        uow.outbox.add(happened.answered(invitation))
    return invitation


async def substitute_attendee(command: SubstituteAttendee, uow: UnitOfWork) -> Invitation:
    """The first one's pass is taken back; the organiser decides on the second."""
    async with uow:
        invitation, press_event = await _own(command.invitation_id, command.actor, command.reporter_id, uow)
        invitation.expect(command.expected_version)
        pass_id = invitation.pass_id
        attendee = await _attendee(command.reporter_id, command.attendee_name, uow)
        if attendee is None:
            raise NotAReporterOfTheNewsroom(field="reporter_id")
        invitation.substitute(attendee, press_event, uow.now())
        await _vacate(pass_id, command.actor, uow)
    return invitation


async def decide_accreditation(command: DecideAccreditation, uow: UnitOfWork) -> Invitation:
    """Granted: a pass is issued in the same transaction. Refused: the reason is kept."""
    async with uow:
        invitation, press_event = await invitation_of(command.invitation_id, command.actor, uow)
        press_event.require_organiser(command.actor.organises)
        invitation.expect(command.expected_version)
        press_event.require_open(uow.now())
        if command.decision == "refused":
            invitation.refuse(command.reason, uow.now())
            return invitation
        reporter_id = invitation.reporter_id
        reporter = await uow.directory.reporter(reporter_id) if reporter_id is not None else None
        invitation.grant(command.pass_id, reporter, uow.now())
        _issue(invitation, press_event, command.actor, uow)
    return invitation


async def _own(
    invitation_id: UUID, actor: Reader, reporter_id: UUID | None, uow: UnitOfWork
) -> tuple[Invitation, PressEvent]:
    invitation, press_event = await invitation_of(invitation_id, actor, uow)
    if actor.newsroom != invitation.press_agency_id:
        raise NotYoursToAnswer
    actor.require_answer(invitation, reporter_id)
    return invitation, press_event


async def _attendee(reporter_id: UUID | None, name: str | None, uow: UnitOfWork) -> Attendee | None:
    if reporter_id is None or name is None:
        return None
    reporter = await uow.directory.reporter(reporter_id)
    if reporter is None:
        raise NotAReporterOfTheNewsroom(field="reporter_id")
    return Attendee(reporter, name)


async def _vacate(pass_id: UUID | None, actor: Reader, uow: UnitOfWork) -> None:
    """Takes back the pass of who does not come any more; raises AttendeeHasEntered."""
    state = await uow.passes.state(pass_id) if pass_id is not None else None
    if state is None:
        return
    if state.entry is not None:
        raise AttendeeHasEntered
    if state.revoked_at is None:
        take_back(state, "substituted", actor, uow)


def _issue(invitation: Invitation, press_event: PressEvent, actor: Reader, uow: UnitOfWork) -> None:
    assert invitation.pass_id is not None
    assert invitation.reporter_id is not None
    press_pass = PressPass(
        id=invitation.pass_id,
        press_event_id=press_event.id,
        invitation_id=invitation.id,
        reporter_id=invitation.reporter_id,
        press_agency_id=invitation.press_agency_id,
        holder_name=invitation.attendee_name or "",
        newsroom=invitation.newsroom,
        list_index=press_event.number_a_pass(),
        issued_at=uow.now(),
    )
    uow.passes.add(press_pass)
    uow.passes.act(PassAct(pass_id=press_pass.id, version=1, kind="issued", at=uow.now(), by=actor.name))
    uow.outbox.add(happened.issued(press_pass))

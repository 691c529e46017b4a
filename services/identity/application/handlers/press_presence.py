"""Representative offices and resident reporters, entered from the newsroom's written notice."""

from services.identity.application.commands import EndPresence, OpenOffice, PostResident
from services.identity.application.commands.actor import Actor
from services.identity.application.handlers.press_agencies import day_of
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import (
    NotAllowed,
    UnknownOffice,
    UnknownPressAgency,
    UnknownReference,
)
from services.identity.domain.model import PressAgency, RepresentativeOffice, ResidentReporter, Role


async def open_office(command: OpenOffice, uow: UnitOfWork) -> RepresentativeOffice:
    """Raises UnknownPressAgency, NotAllowed or PressAgencyIsExpired."""
    async with uow:
        await _newsroom(command, uow)
        office = RepresentativeOffice(
            id=command.office_id,
            press_agency_id=command.press_agency_id,
            province_code=command.province_code,
            address=command.address,
            head=command.head,
            notice=command.notice,
            entered_at=uow.now(),
        )
        uow.press_presence.add(office)
        uow.audit.add(
            "press-office.opened", "press_agency", office.press_agency_id, command.actor.account_id, {}
        )
    return office


async def post_resident(command: PostResident, uow: UnitOfWork) -> ResidentReporter:
    """Raises UnknownPressAgency, NotAllowed, UnknownReference or TooManyResidents.

    The newsroom is locked, so that two at once are not both the third.
    """
    async with uow:
        newsroom = await _newsroom(command, uow)
        reporter = await uow.reporters.get(command.reporter_id)
        if reporter is None or reporter.press_agency_id != newsroom.id:
            raise UnknownReference("reporter_id", name="reporter_id")
        resident = ResidentReporter(
            id=command.resident_id,
            press_agency_id=newsroom.id,
            reporter_id=reporter.id,
            province_code=command.province_code,
            independent=command.independent,
            notice=command.notice,
            entered_at=uow.now(),
        )
        offices = await uow.press_presence.offices(newsroom.id, command.province_code)
        others = await uow.press_presence.residents(newsroom.id, command.province_code)
        uow.press_presence.add(ResidentReporter.post(resident, newsroom, offices, others))
        uow.audit.add("resident-reporter.posted", "reporter", reporter.id, command.actor.account_id, {})
    return resident


async def close_office(command: EndPresence, uow: UnitOfWork) -> RepresentativeOffice:
    """Raises UnknownOffice, NotAllowed or AlreadyEnded."""
    _require_newsroom(command.actor, command)
    async with uow:
        office = await uow.press_presence.office(command.press_agency_id, command.presence_id)
        if office is None:
            raise UnknownOffice
        office.end(day_of(uow.now()))
        uow.audit.add(
            "press-office.closed", "press_agency", office.press_agency_id, command.actor.account_id, {}
        )
    return office


async def withdraw_resident(command: EndPresence, uow: UnitOfWork) -> ResidentReporter:
    """Raises UnknownOffice, NotAllowed or AlreadyEnded."""
    _require_newsroom(command.actor, command)
    async with uow:
        resident = await uow.press_presence.resident(command.press_agency_id, command.presence_id)
        if resident is None:
            raise UnknownOffice
        resident.end(day_of(uow.now()))
        actor = command.actor.account_id
        uow.audit.add("resident-reporter.withdrawn", "reporter", resident.reporter_id, actor, {})
    return resident


async def _newsroom(command: OpenOffice | PostResident, uow: UnitOfWork) -> PressAgency:
    _require_newsroom(command.actor, command)
    newsroom = await uow.press_agencies.lock(command.press_agency_id)
    if newsroom is None:
        raise UnknownPressAgency
    newsroom.require_active(day_of(uow.now()))
    return newsroom


def _require_newsroom(actor: Actor, command: OpenOffice | PostResident | EndPresence) -> None:
    """The department enters for everybody, an administrator of a newsroom for the own one."""
    if Role.DEPARTMENT_OFFICER not in actor.roles and actor.press_agency_id != command.press_agency_id:
        raise NotAllowed

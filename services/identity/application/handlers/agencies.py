"""State agencies and press agencies enter the register."""

from services.identity.application.commands import RegisterAgency, RegisterPressAgency
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import PressAgencyExists, UnknownReference
from services.identity.domain.model import PressAgency, StateAgency
from shared.contracts.identity import AgencyRegistered, PressAgencyRegistered


async def register_agency(command: RegisterAgency, uow: UnitOfWork) -> StateAgency:
    """Enters the agency once; a code that is known already changes nothing. Parents come before children."""
    async with uow:
        known = await uow.agencies.by_code(command.code)
        if known is not None:
            return known
        agency = await _agency(command, uow)
        uow.agencies.add(agency)
        uow.outbox.add(
            AgencyRegistered(
                agency_id=agency.id,
                aggregate_version=agency.version,
                code=agency.code,
                name=agency.name,
                level=agency.level,
                parent_id=agency.parent_id,
                fields=agency.fields,
            )
        )
    return agency


async def _agency(command: RegisterAgency, uow: UnitOfWork) -> StateAgency:
    parent = None
    if command.parent_code is not None:
        parent = await uow.agencies.by_code(command.parent_code)
        if parent is None:
            raise UnknownReference("parent_code", name="parent_code")
    return StateAgency(
        id=command.agency_id,
        code=command.code,
        name=command.name,
        level=command.level,
        unit_code=command.unit_code,
        parent_id=parent.id if parent else None,
        fields=command.fields,
    )


async def register_press_agency(command: RegisterPressAgency, uow: UnitOfWork) -> PressAgency:
    """Raises PressAgencyExists for a name that differs only by accents or case."""
    async with uow:
        if await uow.press_agencies.named(command.name):
            raise PressAgencyExists("name")
        newsroom = PressAgency(
            id=command.press_agency_id,
            name=command.name,
            types=command.types,
            kind=command.kind,
            registered_at=uow.now(),
        )
        uow.press_agencies.add(newsroom)
        uow.outbox.add(
            PressAgencyRegistered(
                press_agency_id=newsroom.id,
                aggregate_version=newsroom.version,
                name=newsroom.name,
                types=tuple(sorted(newsroom.types)),
                kind=newsroom.kind,
            )
        )
    return newsroom

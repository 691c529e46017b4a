"""Press agencies enter the register, are corrected and renewed."""

from datetime import date, datetime

from services.identity.application.commands import RegisterPressAgency, RenewPressAgency, RevisePressAgency
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import PressAgencyExists, UnknownPressAgency
from services.identity.domain.model import PressAgency, require_running
from shared.clock import PROVINCE_ZONE
from shared.contracts.identity import PressAgencyRegistered, PressAgencyRenewed, PressAgencyRevised
from shared.text import fold


async def register_press_agency(command: RegisterPressAgency, uow: UnitOfWork) -> PressAgency:
    """Raises PressAgencyExists for a name that differs only by accents or case, or LicenceEnded."""
    async with uow:
        require_running(command.details, day_of(uow.now()))
        if await uow.press_agencies.named(command.name):
            raise PressAgencyExists("name")
        newsroom = PressAgency(
            id=command.press_agency_id,
            name=command.name,
            types=command.types,
            kind=command.kind,
            registered_at=uow.now(),
            details=command.details,
        )
        await uow.press_agencies.add(newsroom)
        uow.outbox.add(registered(newsroom))
    return newsroom


async def revise_press_agency(command: RevisePressAgency, uow: UnitOfWork) -> PressAgency:
    """Raises UnknownPressAgency, StaleVersion, or PressAgencyExists when another has the new name."""
    async with uow:
        newsroom = await _load(command, uow)
        renamed = fold(command.profile.name) != fold(newsroom.name)
        if renamed and await uow.press_agencies.named(command.profile.name):
            raise PressAgencyExists("name")
        if newsroom.revise(command.profile):
            await uow.press_agencies.save(newsroom)
            uow.outbox.add(revised(newsroom, uow.now()))
            actor = command.actor.account_id
            uow.audit.add("press-agency.revised", "press_agency", newsroom.id, actor, {})
    return newsroom


async def renew_press_agency(command: RenewPressAgency, uow: UnitOfWork) -> PressAgency:
    """Raises UnknownPressAgency, StaleVersion or NotARenewal."""
    async with uow:
        newsroom = await _load(command, uow)
        newsroom.renew(command.valid_to, day_of(uow.now()))
        await uow.press_agencies.save(newsroom)
        uow.outbox.add(
            PressAgencyRenewed(
                press_agency_id=newsroom.id,
                aggregate_version=newsroom.version,
                licence_valid_to=command.valid_to,
                renewed_at=uow.now(),
            )
        )
        detail = {"valid_to": command.valid_to.isoformat(), "reason": command.reason}
        actor = command.actor.account_id
        uow.audit.add("press-agency.renewed", "press_agency", newsroom.id, actor, detail)
    return newsroom


def registered(newsroom: PressAgency) -> PressAgencyRegistered:
    """A new newsroom."""
    details = newsroom.details
    return PressAgencyRegistered(
        press_agency_id=newsroom.id,
        aggregate_version=newsroom.version,
        name=newsroom.name,
        types=tuple(sorted(newsroom.types)),
        kind=newsroom.kind,
        governing_body=details.governing_body,
        purpose=details.purpose,
        domains=details.domains,
        licence_valid_to=details.valid_to,
    )


def revised(newsroom: PressAgency, at: datetime) -> PressAgencyRevised:
    """The whole of it as it is now."""
    details = newsroom.details
    return PressAgencyRevised(
        press_agency_id=newsroom.id,
        aggregate_version=newsroom.version,
        name=newsroom.name,
        types=tuple(sorted(newsroom.types)),
        kind=newsroom.kind,
        governing_body=details.governing_body,
        purpose=details.purpose,
        domains=details.domains,
        licence_valid_to=details.valid_to,
        revised_at=at,
    )


async def _load(command: RevisePressAgency | RenewPressAgency, uow: UnitOfWork) -> PressAgency:
    newsroom = await uow.press_agencies.lock(command.press_agency_id)
    if newsroom is None:
        raise UnknownPressAgency
    newsroom.require_version(command.expected_version)
    return newsroom


def day_of(at: datetime) -> date:
    """The day in the province."""
    return at.astimezone(PROVINCE_ZONE).date()

"""Once a quarter a newsroom says who works for it, in one call for all."""

from datetime import datetime
from uuid import UUID

from services.identity.application.commands import VouchForReporters
from services.identity.application.handlers.press_agencies import day_of
from services.identity.application.handlers.reporter_events import tell, tell_disabled, tell_enabled
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import NotAllowed, UnknownPressAgency
from services.identity.domain.errors.accreditation import NotOfThisNewsroom
from services.identity.domain.model import DisabledFor, Reporter, Role
from services.identity.domain.model.upkeep import disable, enable, vouch
from shared.contracts.identity import ReporterVouched


async def vouch_for_reporters(command: VouchForReporters, uow: UnitOfWork) -> list[Reporter]:
    """Vouches for all verified reporters of the newsroom but those who have left, who are switched off.

    Raises NotAllowed for another newsroom's administrator, PressAgencyIsExpired, or NotOfThisNewsroom.
    """
    actor = command.actor
    if Role.NEWSROOM_ADMIN not in actor.roles or actor.press_agency_id != command.press_agency_id:
        raise NotAllowed
    async with uow:
        newsroom = await uow.press_agencies.get(command.press_agency_id)
        if newsroom is None:
            raise UnknownPressAgency
        newsroom.require_active(day_of(uow.now()))
        reporters = await uow.reporters.of_newsroom(newsroom.id)
        if command.left - {reporter.id for reporter in reporters}:
            raise NotOfThisNewsroom("left")
        for reporter in reporters:
            await _vouch(reporter, actor.person(), uow, left=reporter.id in command.left)
        detail = {"reporters": str(len(reporters)), "left": str(len(command.left))}
        uow.audit.add("newsroom.vouched", "press_agency", newsroom.id, actor.account_id, detail)
    return reporters


async def _vouch(reporter: Reporter, by: UUID, uow: UnitOfWork, *, left: bool) -> None:
    at = uow.now()
    if left:
        if disable(reporter, DisabledFor.LEFT_NEWSROOM):
            await tell_disabled(uow, reporter, DisabledFor.LEFT_NEWSROOM, at)
            uow.reporter_acts.add(reporter.id, "left", "", by, at)
    elif vouch(reporter, day_of(at)):
        tell(uow, ReporterVouched, reporter, vouched_until=reporter.vouched_until, vouched_at=at)
        _enable(reporter, uow, at)
        uow.reporter_acts.add(reporter.id, "vouching", "", by, at)


def _enable(reporter: Reporter, uow: UnitOfWork, at: datetime) -> None:
    if enable(reporter, DisabledFor.VOUCHING_MISSED, DisabledFor.LEFT_NEWSROOM):
        tell_enabled(uow, reporter, at, active=reporter.active(day_of(at)))

"""What this service keeps of identity's facts, in whatever order they come.

The worker calls each function inside a unit of work whose inbox has accepted the message.
"""

from uuid import UUID

from services.events.application.ports import UnitOfWork
from services.events.domain.model import Standing
from shared.contracts.identity import (
    AccountErased,
    AccreditationRestored,
    AccreditationSuspended,
    AgencyRegistered,
    AgencyRevised,
    AgencySucceeded,
    PressAgencyRegistered,
    PressAgencyRevised,
    ReporterDisabled,
    ReporterEnabled,
    ReporterMoved,
    ReporterRegistered,
    ReporterVerified,
)

ReporterEvent = (
    ReporterRegistered
    | ReporterVerified
    | ReporterMoved
    | ReporterDisabled
    | ReporterEnabled
    | AccreditationSuspended
    | AccreditationRestored
)


PressAgencyEvent = PressAgencyRegistered | PressAgencyRevised


async def project_agency(event: AgencyRegistered | AgencyRevised, _cause: UUID, uow: UnitOfWork) -> None:
    """An agency that may hold press events, under the name of the moment."""
    await uow.directory.put_agency(event)


async def end_agency(event: AgencySucceeded, _cause: UUID, uow: UnitOfWork) -> None:
    """It announces nothing more; what it announced keeps its name."""
    await uow.directory.end_agency(event)


async def project_press_agency(event: PressAgencyEvent, _cause: UUID, uow: UnitOfWork) -> None:
    """A newsroom that may be invited."""
    await uow.directory.put_press_agency(event)


async def project_reporter(event: ReporterEvent, _cause: UUID, uow: UnitOfWork) -> None:
    """Good standing from verification on, unless suspended, off or moved: passes follow it untouched."""
    switched_on = isinstance(event, ReporterEnabled) and event.active
    good = switched_on or isinstance(event, ReporterVerified | AccreditationRestored)
    version = event.aggregate_version
    await uow.directory.put_reporter(event.reporter_id, event.press_agency_id, good=good, version=version)
    if isinstance(event, AccreditationSuspended):
        await uow.directory.put_standing(Standing(event.account_id, True, event.suspended_at, version))
    if isinstance(event, AccreditationRestored):
        await uow.directory.put_standing(Standing(event.account_id, False, event.restored_at, version))


async def forget_person(event: AccountErased, _cause: UUID, uow: UnitOfWork) -> None:
    """The name goes from seats and passes; a pass already carried shows what was signed into it."""
    if event.reporter_id is not None:
        await uow.directory.forget(event.reporter_id)

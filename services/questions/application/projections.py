"""What this service keeps of identity's facts about agencies and reporters, in whatever order they come.

The worker calls each function inside a unit of work whose inbox has accepted the message.
"""

from uuid import UUID

from services.questions.application.ports import UnitOfWork
from shared.contracts.identity import (
    AccreditationRestored,
    AccreditationSuspended,
    DirectoryEvent,
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


async def project_directory(event: DirectoryEvent, _cause: UUID, uow: UnitOfWork) -> None:
    """Agencies and rights to speak as the chassis keeps them, and who is above whom."""
    await uow.directory.put(event)


async def project_reporter(event: ReporterEvent, _cause: UUID, uow: UnitOfWork) -> None:
    """A reporter may ask from verification on, unless suspended, switched off or just moved."""
    switched_on = isinstance(event, ReporterEnabled) and event.active
    may_ask = switched_on or isinstance(event, ReporterVerified | AccreditationRestored)
    version = event.aggregate_version
    await uow.directory.put_reporter(
        event.reporter_id, event.press_agency_id, may_ask=may_ask, version=version
    )
    if isinstance(event, AccreditationSuspended):
        await uow.directory.suspend(event.account_id, event.suspended_at, version)
    if isinstance(event, AccreditationRestored):
        await uow.directory.restore(event.account_id, event.restored_at, version)

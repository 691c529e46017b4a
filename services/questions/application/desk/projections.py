"""What the desk keeps of others' facts: agencies' fields, newsrooms, releases."""

from uuid import UUID

from services.questions.application.desk.ports import AgencyProfile, DeskUnit, Newsroom
from shared.contracts.distribution import ReleasePublished, ReleaseWithdrawn
from shared.contracts.identity import (
    AgencyRegistered,
    AgencyRevised,
    PressAgencyRegistered,
    PressAgencyRevised,
    Responsibility,
)


async def project_profile(event: AgencyRegistered | AgencyRevised, _cause: UUID, uow: DeskUnit) -> None:
    """What the agency answers for; older messages have fields without keywords."""
    known = event.responsibilities or tuple(Responsibility(field=field) for field in event.fields)
    profile = AgencyProfile(
        agency_id=event.agency_id,
        name=event.name,
        level=event.level,
        responsibilities=known,
        valid_from=event.valid_from,
    )
    await uow.told.put_agency(profile, event.aggregate_version)


async def project_newsroom(
    event: PressAgencyRegistered | PressAgencyRevised, _cause: UUID, uow: DeskUnit
) -> None:
    """Kind and purpose, for the officer who answers it."""
    newsroom = Newsroom(
        press_agency_id=event.press_agency_id,
        name=event.name,
        kind=event.kind,
        types=event.types,
        domains=event.domains,
        purpose=event.purpose,
    )
    await uow.told.put_newsroom(newsroom, event.aggregate_version)


async def project_release(event: ReleasePublished, _cause: UUID, uow: DeskUnit) -> None:
    """From now on a question may be about it."""
    await uow.told.put_release(event.release_id, event.agency_id, event.code, event.headline)


async def project_withdrawal(event: ReleaseWithdrawn, _cause: UUID, uow: DeskUnit) -> None:
    """Questions about it are still welcome, perhaps more than before."""
    await uow.told.put_withdrawal(event.release_id, event.agency_id)

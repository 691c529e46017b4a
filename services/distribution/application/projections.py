"""What releases keep of identity's facts, in whatever order they come.

The worker calls each function inside a unit of work whose inbox has accepted the message.
"""

from uuid import UUID

from services.distribution.application.ports.releases import ReleaseUnit
from shared.contracts.identity import AgencyRegistered, SpokespersonAssigned, SpokespersonRevoked


async def project_agency(event: AgencyRegistered, _cause: UUID, uow: ReleaseUnit) -> None:
    """An agency that may write releases."""
    await uow.directory.put_agency(event)


async def project_assignment(event: SpokespersonAssigned, _cause: UUID, uow: ReleaseUnit) -> None:
    """Somebody may speak for an agency."""
    await uow.directory.put_assignment(event)


async def project_revocation(event: SpokespersonRevoked, _cause: UUID, uow: ReleaseUnit) -> None:
    """Somebody may no longer speak for an agency."""
    await uow.directory.put_revocation(event)

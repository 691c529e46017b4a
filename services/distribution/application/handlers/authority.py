"""Who may act on a release, asked in the same transaction as the act."""

from services.distribution.application.commands.releases import Act
from services.distribution.application.ports.releases import ReleaseUnit
from services.distribution.domain.errors.releases import (
    ApprovalLapsed,
    NotASpokesperson,
    NotYourRelease,
    ReleaseNotFound,
)
from services.distribution.domain.model.edition import Speaker
from services.distribution.domain.model.release import Release
from services.distribution.domain.visibility import Reader, is_insider


async def own(command: Act, uow: ReleaseUnit) -> Release:
    """The release, for its agency's people in the version they have read.

    Raises ReleaseNotFound, NotYourRelease or StaleRelease; outsiders learn of public releases only.
    """
    release = await uow.releases.get(command.release_id)
    if release is None or not (release.is_public or is_insider(command.actor, release.agency_id)):
        raise ReleaseNotFound
    if command.actor.works_for != release.agency_id:
        raise NotYourRelease
    release.expect(command.expected_version)
    return release


async def speaker(actor: Reader, release: Release, uow: ReleaseUnit) -> Speaker:
    """The actor as an active spokesperson of the agency; raises NotASpokesperson."""
    found = None
    if actor.account_id is not None:
        found = await uow.directory.speaker(actor.account_id, release.agency_id, release.id, uow.now())
    if found is None:
        raise NotASpokesperson
    return found


async def approval_stands(release: Release, uow: ReleaseUnit) -> bool:
    """Whether the spokesperson who approved may still speak for the agency."""
    approval = release.approval
    if approval is None:
        return False
    place = (approval.account_id, release.agency_id, release.id)
    return await uow.directory.speaker(*place, uow.now()) is not None


async def must_stand(release: Release, uow: ReleaseUnit) -> None:
    """Raises ApprovalLapsed for an approval whose spokesperson has lost the office."""
    if release.approval is not None and not await approval_stands(release, uow):
        raise ApprovalLapsed

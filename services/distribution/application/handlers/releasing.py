"""What only an active spokesperson does: approve, publish, withdraw; and when it happens by itself."""

from collections.abc import Callable
from uuid import UUID

import msgspec

from services.distribution.application.commands.releases import (
    ApproveRelease,
    PublishRelease,
    ScheduleRelease,
    WithdrawRelease,
)
from services.distribution.application.handlers.authority import approval_stands, must_stand, own, speaker
from services.distribution.application.ports.releases import ReleaseUnit, StoredEdition
from services.distribution.application.publishing import make_public
from services.distribution.application.texts import paragraph
from services.distribution.domain.model.release import Release
from services.distribution.domain.model.workflow import Status


class Released(msgspec.Struct, frozen=True):
    """A release, with the edition that everybody may read now, if there is one."""

    release: Release
    public: StoredEdition | None


async def approve_release(command: ApproveRelease, uow: ReleaseUnit) -> Release:
    """The second person's word."""
    async with uow:
        release = await own(command, uow)
        found = await speaker(command.actor, release, uow)
        assert command.actor.account_id is not None
        release.approve(command.actor.account_id, found, uow.now())
    return release


async def publish_release(command: PublishRelease, uow: ReleaseUnit) -> Released:
    """Public from now on, or from the end of its embargo."""
    async with uow:
        release = await own(command, uow)
        await speaker(command.actor, release, uow)
        await must_stand(release, uow)
        edition = release.publish(uow.now())
        if edition is None:
            return Released(release, await uow.editions.last(release.id))
        return Released(release, await make_public(release, edition, uow))


async def schedule_release(command: ScheduleRelease, uow: ReleaseUnit) -> Release:
    """Once it is approved, its time is a spokesperson's to say."""
    async with uow:
        release = await own(command, uow)
        if release.status is Status.APPROVED:
            await speaker(command.actor, release, uow)
        release.schedule(command.at, uow.now())
    return release


async def withdraw_release(command: WithdrawRelease, uow: ReleaseUnit) -> Released:
    """Taken back at once, with the reason; a text being worked on goes with it."""
    reason = paragraph("reason", command.reason)
    async with uow:
        release = await own(command, uow)
        found = await speaker(command.actor, release, uow)
        edition = release.withdraw(reason, found, uow.now())
        await uow.releases.index(release)
        return Released(release, await make_public(release, edition, uow))


async def fire_due(new_uow: Callable[[], ReleaseUnit]) -> int:
    """Publishes what is due, one transaction each, so that one that fails holds up no other; how many.

    Raises ExceptionGroup at the end with what went wrong; those are tried again the next time.
    """
    fired, failed, errors = 0, set[UUID](), list[Exception]()
    while True:
        release_id = None
        try:
            async with new_uow() as uow:
                release = await uow.releases.next_due(uow.now(), failed)
                if release is None:
                    break
                release_id = release.id
                await _fire(release, uow)
            fired += 1
        except Exception as error:
            if release_id is None:
                raise
            failed.add(release_id)
            errors.append(error)
    if errors:
        raise ExceptionGroup("releases that were due and did not fire", errors)
    return fired


async def _fire(release: Release, uow: ReleaseUnit) -> None:
    if not await approval_stands(release, uow):
        release.lapse()
        return
    edition = release.fire(uow.now())
    if edition is not None:
        await make_public(release, edition, uow)

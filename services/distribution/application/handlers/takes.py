"""Releases are taken."""

from services.distribution.application.commands.takes import TakeRelease
from services.distribution.application.ports.takes import TakeUnit
from services.distribution.domain.errors.releases import ReleaseNotFound
from services.distribution.domain.model.takes import Take, take
from shared.contracts.distribution import ReleaseTaken


async def take_release(command: TakeRelease, uow: TakeUnit) -> Take:
    """Recorded and told once; a repetition answers with the first take."""
    async with uow:
        release = await uow.public_releases.find(command.release_id)
        if release is None:
            raise ReleaseNotFound
        wanted = take(release, command.member, command.action, command.take_id, uow.now())
        taken = await uow.takes.add(wanted)
        if taken.id == wanted.id:
            uow.outbox.add(
                ReleaseTaken(
                    aggregate_version=1,
                    take_id=taken.id,
                    release_id=taken.release_id,
                    press_agency_id=taken.press_agency_id,
                    action=taken.action.value,
                    taken_at=taken.taken_at,
                )
            )
    return taken

"""Uploading media."""

from services.distribution.application.commands.media import UploadMedium
from services.distribution.application.ports.media import MediaUnit
from services.distribution.application.texts import line
from services.distribution.domain.errors.releases import NotYourRelease
from services.distribution.domain.model.media import Medium


async def upload_medium(command: UploadMedium, uow: MediaUnit) -> Medium:
    """The objects first and the row after them, so that no row is without its bytes."""
    agency_id, account_id = command.actor.works_for, command.actor.account_id
    if agency_id is None or account_id is None:
        raise NotYourRelease
    name = line("name", command.name.replace("\\", "/").rpartition("/")[2])
    developed = await uow.darkroom.develop(name, command.content)
    sha256 = await uow.objects.put(developed.content)
    thumbnail = None if developed.thumbnail is None else await uow.objects.put(developed.thumbnail)
    medium = Medium(
        id=command.media_id,
        agency_id=agency_id,
        name=name,
        type=developed.type,
        bytes=len(developed.content),
        sha256=sha256,
        width=developed.width,
        height=developed.height,
        thumbnail_sha256=thumbnail,
        uploaded_by=account_id,
        uploaded_at=uow.now(),
    )
    async with uow:
        uow.media.add(medium)
    return medium

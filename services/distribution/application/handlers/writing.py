"""From a draft to a text that a second person can approve, and back."""

from uuid import UUID

from services.distribution.application.commands.releases import (
    CorrectRelease,
    DiscardCorrection,
    DraftRelease,
    EditRelease,
    ReturnRelease,
    SubmitRelease,
)
from services.distribution.application.handlers.authority import own
from services.distribution.application.ports.releases import ReleaseUnit
from services.distribution.application.texts import content_of, paragraph
from services.distribution.domain.errors.media import MediaUnknown
from services.distribution.domain.errors.releases import AgencyUnknown, NotYourRelease
from services.distribution.domain.model.content import Content
from services.distribution.domain.model.release import Release
from services.distribution.domain.model.workflow import check_embargo
from shared.clock import PROVINCE_ZONE


async def draft_release(command: DraftRelease, uow: ReleaseUnit) -> Release:
    """A new release of the actor's agency, which nobody else sees."""
    agency_id, account_id = command.actor.works_for, command.actor.account_id
    if agency_id is None or account_id is None:
        raise NotYourRelease
    content = content_of(command.text, uow.cleaner)
    now = uow.now()
    check_embargo(content, now)
    async with uow:
        if not await uow.directory.knows_agency(agency_id, now):
            raise AgencyUnknown(agency_id=agency_id)
        await _must_have(content, agency_id, uow)
        number = await uow.releases.next_number()
        release = Release(
            id=command.release_id,
            code=f"TC-{now.astimezone(PROVINCE_ZONE).year}-{number:06d}",
            agency_id=agency_id,
            created_at=now,
            listed_at=now,
            content=content,
            authors=(account_id,),
        )
        await uow.releases.add(release)
        await uow.releases.index(release)
    return release


async def edit_release(command: EditRelease, uow: ReleaseUnit) -> Release:
    """Another text; whoever saves it cannot approve it."""
    content = content_of(command.text, uow.cleaner)
    async with uow:
        release = await own(command, uow)
        await _must_have(content, release.agency_id, uow)
        release.edit(content, _account(command), uow.now())
        await uow.releases.index(release)
    return release


async def submit_release(command: SubmitRelease, uow: ReleaseUnit) -> Release:
    """A second person shall look at it."""
    async with uow:
        release = await own(command, uow)
        release.submit()
    return release


async def return_release(command: ReturnRelease, uow: ReleaseUnit) -> Release:
    """Back to the authors, even from under an embargo."""
    reason = paragraph("reason", command.reason)
    async with uow:
        release = await own(command, uow)
        release.give_back(reason)
    return release


async def correct_release(command: CorrectRelease, uow: ReleaseUnit) -> Release:
    """Work on a further edition begins with the text of the last one."""
    reason = paragraph("reason", command.reason)
    async with uow:
        release = await own(command, uow)
        release.correct(reason, _account(command))
        await uow.releases.index(release)
    return release


async def discard_correction(command: DiscardCorrection, uow: ReleaseUnit) -> Release:
    """What everybody reads stays as it is, and can be corrected anew."""
    async with uow:
        release = await own(command, uow)
        release.discard()
        await uow.releases.index(release)
    return release


def _account(command: EditRelease | CorrectRelease) -> UUID:
    if command.actor.account_id is None:
        raise NotYourRelease
    return command.actor.account_id


async def _must_have(content: Content, agency_id: UUID, uow: ReleaseUnit) -> None:
    wanted = [each.media_id for each in content.attachments]
    found = await uow.media.facts(agency_id, wanted)
    for media_id in wanted:
        if media_id not in found:
            raise MediaUnknown(field="attachments", media_id=media_id)

"""The posts a person holds now, whichever aggregate gives them."""

from datetime import datetime
from uuid import UUID

from services.identity.application.ports import UnitOfWork
from services.identity.domain.model import (
    Post,
    Reporter,
    Role,
    SpeakingDelegation,
    Spokesperson,
    SpokespersonKind,
)


async def posts_of(account_id: UUID, uow: UnitOfWork) -> list[Post]:
    """All posts not ended, including an accreditation only applied for and terms yet to begin."""
    posts = [appointment.post for appointment in await uow.appointments.held_by(account_id)]
    reporter = await uow.reporters.of_account(account_id)
    if reporter is not None:
        posts.append(reporter_post(reporter))
    for spokesperson in await uow.spokespersons.held_by(account_id):
        if not _over(spokesperson, uow.now()):
            posts.extend(spokesperson_posts(spokesperson))
    delegations = await uow.delegations.held_by(account_id)
    return [*posts, *(delegation_post(one) for one in delegations if not _over(one, uow.now()))]


def reporter_post(reporter: Reporter) -> Post:
    """The post that an accreditation gives."""
    return Post(Role.REPORTER, press_agency_id=reporter.press_agency_id)


def spokesperson_posts(spokesperson: Spokesperson) -> list[Post]:
    """The right to speak; the head of an agency is its head in everything else too."""
    posts = [Post(Role.SPOKESPERSON, agency_id=spokesperson.agency_id)]
    if spokesperson.kind is SpokespersonKind.HEAD:
        posts.append(Post(Role.AGENCY_HEAD, agency_id=spokesperson.agency_id))
    return posts


def delegation_post(delegation: SpeakingDelegation) -> Post:
    """A delegate is a spokesperson for a time; on which matter, only the delegation says."""
    return Post(Role.SPOKESPERSON, agency_id=delegation.agency_id)


def _over(spokesperson: Spokesperson | SpeakingDelegation, at: datetime) -> bool:
    return spokesperson.term.valid_to is not None and spokesperson.term.valid_to <= at

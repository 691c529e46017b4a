"""A confirmed person gets what they may do at this moment."""

from services.identity.application.commands import SignIn
from services.identity.application.handlers.posts import delegation_post, reporter_post, spokesperson_posts
from services.identity.application.handlers.press_agencies import day_of
from services.identity.application.ports import UnitOfWork
from services.identity.application.views import Access
from services.identity.domain.errors import AccountDisabled, AccountSuspended
from services.identity.domain.model import Account, Post, Reporter, ReporterStatus


async def sign_in(command: SignIn, uow: UnitOfWork) -> Access:
    """An unknown person becomes an account without roles; raises AccountSuspended or AccountDisabled."""
    async with uow:
        account = await uow.accounts.find_or_add(command.identifier, command.account_id, uow.now())
        access = await access_of(account, uow)
        account.sign_in(command.full_name, uow.now())
    return access


async def access_of(account: Account, uow: UnitOfWork) -> Access:
    """What the locked account may do at this instant; raises AccountSuspended or AccountDisabled."""
    as_of = uow.real_now().timestamp()
    if account.disabled_at is not None:
        raise AccountDisabled
    reporter = await uow.reporters.of_account(account.id)
    if reporter is not None and reporter.status is ReporterStatus.SUSPENDED:
        raise AccountSuspended
    active = reporter if reporter is not None and reporter.active(day_of(uow.now())) else None
    return _access(account, await _active_posts(account, active, uow), active, as_of)


async def _active_posts(account: Account, reporter: Reporter | None, uow: UnitOfWork) -> list[Post]:
    posts = [appointment.post for appointment in await uow.appointments.held_by(account.id)]
    if reporter is not None:
        posts.append(reporter_post(reporter))
    for spokesperson in await uow.spokespersons.held_by(account.id):
        if spokesperson.active(uow.now()):
            posts.extend(spokesperson_posts(spokesperson))
    delegations = await uow.delegations.held_by(account.id)
    return [*posts, *(delegation_post(one) for one in delegations if one.active(uow.now()))]


def _access(account: Account, posts: list[Post], reporter: Reporter | None, as_of: float) -> Access:
    return Access(
        account_id=account.id,
        roles=tuple(sorted({post.role.value for post in posts})),
        agency_id=next((post.agency_id for post in posts if post.agency_id), None),
        press_agency_id=next((post.press_agency_id for post in posts if post.press_agency_id), None),
        reporter_id=None if reporter is None else reporter.id,
        as_of=as_of,
    )

"""An agency says who speaks for it."""

from uuid import UUID

from services.identity.application.commands import Actor, AssignSpokesperson, RevokeSpokesperson
from services.identity.application.handlers.posts import posts_of, spokesperson_posts
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import (
    CannotBeAssigned,
    HeadExists,
    NotAllowed,
    PostsClash,
    StaleVersion,
    UnknownReference,
    UnknownSpokesperson,
)
from services.identity.domain.model import Account, Role, Spokesperson, SpokespersonKind
from shared.contracts.identity import SpokespersonAssigned, SpokespersonRevoked
from shared.ids import uuid7


async def assign_spokesperson(command: AssignSpokesperson, uow: UnitOfWork) -> Spokesperson:
    """Raises NotAllowed, UnknownReference, HeadExists, PostsClash, CannotBeAssigned or ContactRequired."""
    _require_right(command.actor, command.agency_id, command.kind)
    async with uow:
        if not await uow.agencies.exists(command.agency_id):
            raise UnknownReference("agency_id", name="agency_id")
        account = await uow.accounts.find_or_add(command.identifier, uuid7(), uow.now())
        if account.full_name is None:
            account.full_name = command.contact.full_name
        spokesperson = await _assign(command, account, uow)
        uow.spokespersons.add(spokesperson)
        uow.outbox.add(_assigned(spokesperson))
    return spokesperson


def _require_right(actor: Actor, agency_id: UUID, kind: SpokespersonKind) -> None:
    """Raises NotAllowed: an agency is not free to make its head, nor to be without one."""
    actor.require_agency(agency_id)
    if kind is SpokespersonKind.HEAD and Role.ADMINISTRATOR not in actor.roles:
        raise NotAllowed


async def _assign(command: AssignSpokesperson, account: Account, uow: UnitOfWork) -> Spokesperson:
    spokesperson = Spokesperson.assign(
        spokesperson_id=command.spokesperson_id,
        account_id=account.id,
        agency_id=command.agency_id,
        kind=command.kind,
        contact=command.contact,
        decision_no=command.decision_no,
        term=command.term,
        at=uow.now(),
    )
    head = command.kind is SpokespersonKind.HEAD
    if head and await uow.spokespersons.head_of(command.agency_id, uow.now()) is not None:
        raise HeadExists("kind")
    held = await posts_of(account.id, uow)
    if any(post.clashes_with(other) for post in spokesperson_posts(spokesperson) for other in held):
        raise PostsClash if Role.ADMINISTRATOR in command.actor.roles else CannotBeAssigned
    return spokesperson


def _assigned(spokesperson: Spokesperson) -> SpokespersonAssigned:
    return SpokespersonAssigned(
        spokesperson_id=spokesperson.id,
        aggregate_version=spokesperson.version,
        account_id=spokesperson.account_id,
        agency_id=spokesperson.agency_id,
        kind=spokesperson.kind.value,
        full_name=spokesperson.contact.full_name,
        position=spokesperson.contact.position,
        valid_from=spokesperson.term.valid_from,
        valid_to=spokesperson.term.valid_to,
    )


async def revoke_spokesperson(command: RevokeSpokesperson, uow: UnitOfWork) -> Spokesperson:
    """Raises UnknownSpokesperson, NotAllowed, StaleVersion or SpokespersonRevoked."""
    async with uow:
        spokesperson, at = await uow.spokespersons.get(command.spokesperson_id), uow.now()
        if spokesperson is None:
            raise UnknownSpokesperson
        _require_right(command.actor, spokesperson.agency_id, spokesperson.kind)
        if spokesperson.version != command.expected_version:
            raise StaleVersion(expected=command.expected_version, actual=spokesperson.version)
        spokesperson.revoke(at)
        uow.outbox.add(
            SpokespersonRevoked(
                spokesperson_id=spokesperson.id,
                aggregate_version=spokesperson.version,
                account_id=spokesperson.account_id,
                agency_id=spokesperson.agency_id,
                revoked_at=at,
            )
        )
    return spokesperson

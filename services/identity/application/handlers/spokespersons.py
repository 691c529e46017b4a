"""An agency says who speaks for it, and publishes it in time."""

from uuid import UUID

from services.identity.application.commands import (
    Actor,
    AssignSpokesperson,
    PublishEntry,
    RevokeSpokesperson,
)
from services.identity.application.handlers import told
from services.identity.application.handlers.access import revoke_access
from services.identity.application.handlers.posts import posts_of, spokesperson_posts
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import (
    AgencyEnded,
    CannotBeAssigned,
    HeadExists,
    NotAllowed,
    PostsClash,
    StaleVersion,
    UnknownReference,
    UnknownSpokesperson,
)
from services.identity.domain.model import Account, Contact, Post, Role, Spokesperson, SpokespersonKind
from shared.ids import uuid7

_SWEEP = 200
"""Entries told of in one transaction."""


async def assign_spokesperson(command: AssignSpokesperson, uow: UnitOfWork) -> Spokesperson:
    """With all that the law wants known, the entry is published at once; otherwise the duty to do so runs.

    Raises NotAllowed, UnknownReference, AgencyEnded, HeadExists, PostsClash, CannotBeAssigned,
    DecisionRequired or DecisionInFuture.
    """
    _require_right(command.actor, command.agency_id, command.kind)
    async with uow:
        await require_agency(command.agency_id, uow)
        account = await uow.accounts.find_or_add(command.identifier, uuid7(), uow.now())
        if account.full_name is None:
            account.full_name = command.contact.full_name
        spokesperson = await _assign(command, account, uow)
        uow.outbox.add(told.assigned(spokesperson))
        if spokesperson.publishable:
            _publish(spokesperson, spokesperson.contact, uow)
        uow.spokespersons.add(spokesperson)
        _note("spokesperson.assigned", spokesperson, command.actor, uow)
    return spokesperson


def _require_right(actor: Actor, agency_id: UUID, kind: SpokespersonKind) -> None:
    """Raises NotAllowed: an agency is not free to make its head, nor to be without one."""
    actor.require_agency(agency_id)
    if kind is SpokespersonKind.HEAD and Role.ADMINISTRATOR not in actor.roles:
        raise NotAllowed


async def require_agency(agency_id: UUID, uow: UnitOfWork) -> None:
    """Raises UnknownReference, or AgencyEnded when nobody can speak for it any more."""
    agency = await uow.agencies.find(agency_id)
    if agency is None:
        raise UnknownReference("agency_id", name="agency_id")
    if agency.succession is not None and agency.succession.ended_at <= uow.now():
        raise AgencyEnded("agency_id", ended_at=agency.succession.ended_at.isoformat())


async def _assign(command: AssignSpokesperson, account: Account, uow: UnitOfWork) -> Spokesperson:
    spokesperson = Spokesperson.assign(
        spokesperson_id=command.spokesperson_id,
        account_id=account.id,
        agency_id=command.agency_id,
        kind=command.kind,
        contact=command.contact,
        decision=command.decision,
        term=command.term,
        at=uow.now(),
    )
    if command.kind is SpokespersonKind.HEAD:
        heads = await uow.spokespersons.heads_of(command.agency_id)
        if any(head.term.overlaps(command.term) for head in heads):
            raise HeadExists("kind")
    await require_no_clash(account, spokesperson_posts(spokesperson), command.actor, uow)
    return spokesperson


async def require_no_clash(account: Account, posts: list[Post], actor: Actor, uow: UnitOfWork) -> None:
    """Raises PostsClash to an administrator, CannotBeAssigned to an agency, when the person is elsewhere."""
    held = await posts_of(account.id, uow)
    if any(post.clashes_with(other) for post in posts for other in held):
        raise PostsClash if Role.ADMINISTRATOR in actor.roles else CannotBeAssigned


async def publish_entry(command: PublishEntry, uow: UnitOfWork) -> Spokesperson:
    """Raises UnknownSpokesperson, NotAllowed, StaleVersion, EntryPublished or ContactRequired."""
    async with uow:
        spokesperson = await _own(command, uow)
        contact = Contact(
            spokesperson.contact.full_name,
            spokesperson.contact.position,
            command.phone or spokesperson.contact.phone,
            command.official_email or spokesperson.contact.official_email,
        )
        _publish(spokesperson, contact, uow)
    return spokesperson


def _publish(spokesperson: Spokesperson, contact: Contact, uow: UnitOfWork) -> None:
    """A breach that no sweep has noticed yet is told first, for the facts stay the same."""
    late = spokesperson.notice_overdue(uow.now())
    overdue = told.overdue(spokesperson) if late else None
    spokesperson.publish(contact, uow.now())
    if overdue is not None:
        uow.outbox.add(overdue)
    uow.outbox.add(told.published(spokesperson))


async def tell_overdue_entries(uow: UnitOfWork) -> int:
    """Tells of some entries whose 24 hours are over, each once; the answer is how many."""
    async with uow:
        at = uow.now()
        claimed = [one for one in await uow.spokespersons.claim_overdue(at, _SWEEP) if one.notice_overdue(at)]
        for spokesperson in claimed:
            uow.outbox.add(told.overdue(spokesperson))
    return len(claimed)


async def revoke_spokesperson(command: RevokeSpokesperson, uow: UnitOfWork) -> Spokesperson:
    """Raises UnknownSpokesperson, NotAllowed, StaleVersion or SpokespersonRevoked."""
    async with uow:
        spokesperson, at = await _own(command, uow), uow.now()
        spokesperson.revoke(at)
        account = await uow.accounts.lock(spokesperson.account_id)
        if account is not None:
            await revoke_access(account, uow)
        uow.outbox.add(told.revoked(spokesperson, at))
        _note("spokesperson.revoked", spokesperson, command.actor, uow)
    return spokesperson


async def _own(command: PublishEntry | RevokeSpokesperson, uow: UnitOfWork) -> Spokesperson:
    spokesperson = await uow.spokespersons.get(command.spokesperson_id)
    if spokesperson is None:
        raise UnknownSpokesperson
    if isinstance(command, RevokeSpokesperson):
        _require_right(command.actor, spokesperson.agency_id, spokesperson.kind)
    else:
        command.actor.require_agency(spokesperson.agency_id)
    if spokesperson.version != command.expected_version:
        raise StaleVersion(expected=command.expected_version, actual=spokesperson.version)
    return spokesperson


def _note(action: str, spokesperson: Spokesperson, actor: Actor, uow: UnitOfWork) -> None:
    detail = {"agency_id": str(spokesperson.agency_id), "kind": spokesperson.kind.value}
    uow.audit.add(action, "spokesperson", spokesperson.id, actor.account_id, detail)

"""The head of an agency lets somebody speak on one matter (NĐ 244/2026/NĐ-CP art. 3.5-3.6)."""

from services.identity.application.commands import Actor, RevokeDelegation, SignDelegation
from services.identity.application.handlers import told
from services.identity.application.handlers.posts import delegation_post
from services.identity.application.handlers.spokespersons import require_agency, require_no_clash
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import NotAllowed, OnlyHeadDelegates, StaleVersion, UnknownDelegation
from services.identity.domain.model import Role, SpeakingDelegation, Spokesperson, SpokespersonKind
from shared.ids import uuid7


async def sign_delegation(command: SignDelegation, uow: UnitOfWork) -> SpeakingDelegation:
    """Raises OnlyHeadDelegates for everybody but a head in office, or why the delegation cannot stand."""
    async with uow:
        delegator = await _head(command.actor, uow)
        await require_agency(delegator.agency_id, uow)
        account = await uow.accounts.find_or_add(command.identifier, uuid7(), uow.now())
        if account.full_name is None:
            account.full_name = command.contact.full_name
        delegation = SpeakingDelegation.sign(
            delegation_id=command.delegation_id,
            delegator=delegator,
            account_id=account.id,
            contact=command.contact,
            matter=command.matter,
            document_no=command.document_no,
            term=command.term,
            at=uow.now(),
        )
        await require_no_clash(account, [delegation_post(delegation)], command.actor, uow)
        uow.delegations.add(delegation)
        uow.outbox.add(told.signed(delegation))
        _note("delegation.signed", delegation, command.actor, uow)
    return delegation


async def _head(actor: Actor, uow: UnitOfWork) -> Spokesperson:
    for held in await uow.spokespersons.held_by(actor.person()):
        if held.kind is SpokespersonKind.HEAD and held.active(uow.now()):
            return held
    raise OnlyHeadDelegates


async def revoke_delegation(command: RevokeDelegation, uow: UnitOfWork) -> SpeakingDelegation:
    """Raises UnknownDelegation, NotAllowed, StaleVersion, DelegationRevoked or TermIsOver."""
    async with uow:
        delegation, at = await uow.delegations.get(command.delegation_id), uow.now()
        if delegation is None:
            raise UnknownDelegation
        _require_right(command.actor, delegation)
        if delegation.version != command.expected_version:
            raise StaleVersion(expected=command.expected_version, actual=delegation.version)
        delegation.revoke(at)
        uow.outbox.add(told.withdrawn(delegation, at))
        _note("delegation.revoked", delegation, command.actor, uow)
    return delegation


def _require_right(actor: Actor, delegation: SpeakingDelegation) -> None:
    if Role.ADMINISTRATOR in actor.roles:
        return
    if Role.AGENCY_HEAD not in actor.roles or actor.agency_id != delegation.agency_id:
        raise NotAllowed


def _note(action: str, delegation: SpeakingDelegation, actor: Actor, uow: UnitOfWork) -> None:
    detail = {"agency_id": str(delegation.agency_id), "account_id": str(delegation.account_id)}
    uow.audit.add(action, "delegation", delegation.id, actor.account_id, detail)

"""People ask about the data kept of them; an officer answers in time; who is erased is forgotten."""

from collections.abc import Callable
from uuid import UUID

from services.identity.application.commands import (
    AskAboutData,
    DecideDataRequest,
    GiveConsent,
    WithdrawConsent,
)
from services.identity.application.handlers import told
from services.identity.application.handlers.access import revoke_access
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import (
    AccountRequired,
    DataRequestOpen,
    NotAllowed,
    PostsStillHeld,
    SanctionInForce,
    UnknownAccount,
    UnknownDataRequest,
    UnknownPurpose,
)
from services.identity.domain.model import (
    Account,
    Consent,
    DataRequest,
    Reporter,
    ReporterStatus,
    RequestKind,
    RequestStatus,
    WorkingDays,
)
from services.identity.domain.model.data_request import ANSWER_WORKING_DAYS, due_after
from services.identity.domain.retention import (
    CLOSED_STATEMENT,
    CONSENT_VERSION,
    ENDED_CONTACT,
    UNUSED_ACCOUNT,
)
from shared.clock import PROVINCE_ZONE
from shared.contracts.identity import AccountErased

SWEEP = 100


async def ask_about_data(command: AskAboutData, uow: UnitOfWork, *, calendar: WorkingDays) -> DataRequest:
    """Raises AccountRequired or DataRequestOpen."""
    async with uow:
        account = await uow.accounts.lock(command.actor.person())
        if account is None:
            raise AccountRequired
        if await uow.data_requests.open_of(account.id, command.kind) is not None:
            raise DataRequestOpen
        at = uow.now()
        due_at = due_after(at, ANSWER_WORKING_DAYS, calendar, PROVINCE_ZONE)
        request = DataRequest(
            command.request_id, account.id, command.kind, command.statement, received_at=at, due_at=due_at
        )
        uow.data_requests.add(request)
        _note("data-request.received", request, account.id, uow)
    return request


async def decide_data_request(command: DecideDataRequest, uow: UnitOfWork) -> DataRequest:
    """Raises UnknownDataRequest, StaleVersion, NothingToDecide, NotAllowed for one's own, PostsStillHeld."""
    async with uow:
        request = await uow.data_requests.get(command.request_id)
        if request is None:
            raise UnknownDataRequest
        request.require_version(command.expected_version)
        by = command.actor.person()
        if by == request.account_id:
            raise NotAllowed
        _tell_breach(request, uow)
        request.decide(command.status, by, command.reason, uow.now())
        uow.outbox.add(told.request_answered(request))
        if command.status is RequestStatus.FULFILLED and request.kind is RequestKind.ERASURE:
            await erase_account(request.account_id, by, uow)
        _note(f"data-request.{command.status.value}", request, by, uow)
    return request


async def erase_account(account_id: UUID, by: UUID | None, uow: UnitOfWork) -> Account:
    """Older tokens are refused everywhere; raises UnknownAccount, or why the account is not erased."""
    async with uow:
        account = await uow.accounts.lock(account_id)
        if account is None:
            raise UnknownAccount
        reporter = await uow.reporters.of_account(account_id)
        await _require_erasable(account, reporter, uow)
        at = uow.now()
        account.erase(at)
        await uow.sessions.end_all(account.id, uow.real_now())
        await revoke_access(account, uow)
        await uow.personal_data.forget(account.id)
        uow.outbox.add(
            AccountErased(
                account_id=account.id,
                reporter_id=reporter.id if reporter is not None else None,
                aggregate_version=account.version,
                erased_at=at,
            )
        )
        uow.audit.add("account.erased", "account", account.id, by, {})
    return account


async def _require_erasable(account: Account, reporter: Reporter | None, uow: UnitOfWork) -> None:
    """Nobody leaves a sanction behind by being forgotten and coming back as somebody new."""
    suspended = reporter is not None and reporter.status is ReporterStatus.SUSPENDED
    if suspended or account.disabled_at is not None:
        raise SanctionInForce
    verified = reporter is not None and reporter.status is ReporterStatus.VERIFIED and reporter.enabled
    at = uow.now()
    speakers = await uow.spokespersons.held_by(account.id)
    delegates = await uow.delegations.held_by(account.id)
    speaks = any(one.active(at) for one in speakers) or any(one.term.holds(at) for one in delegates)
    if verified or speaks or await uow.appointments.held_by(account.id):
        raise PostsStillHeld


async def tell_overdue_requests(uow: UnitOfWork) -> int:
    """Records some breaches of the two working days, each once; the answer is how many."""
    async with uow:
        claimed = await uow.data_requests.claim_overdue(uow.now(), SWEEP)
        for request in claimed:
            _tell_breach(request, uow)
    return len(claimed)


def _tell_breach(request: DataRequest, uow: UnitOfWork) -> None:
    """Also before an answer that comes late, where no sweep has noticed yet."""
    if request.breach(uow.now()):
        uow.outbox.add(told.request_overdue(request))
        _note("data-request.breached", request, None, uow)


async def retire_unused(provide_uow: Callable[[], UnitOfWork]) -> int:
    """Erases accounts without posts that were not used for a year, and what else has had its time."""
    async with provide_uow() as uow:
        await uow.personal_data.drop_statements(uow.now() - CLOSED_STATEMENT)
        await uow.personal_data.drop_contacts(uow.now() - ENDED_CONTACT)
        unused = await uow.personal_data.unused_accounts(uow.now() - UNUSED_ACCOUNT, SWEEP)
    for account_id in unused:
        await erase_account(account_id, None, provide_uow())
    return len(unused)


async def give_consent(command: GiveConsent, uow: UnitOfWork) -> Consent:
    """Again, it changes nothing; raises AccountRequired, or UnknownPurpose for another text than today's."""
    if command.text_version != CONSENT_VERSION:
        raise UnknownPurpose("text_version")
    async with uow:
        account = await uow.accounts.lock(command.actor.person())
        if account is None:
            raise AccountRequired
        known = await uow.consents.given(account.id, command.purpose)
        if known is not None and known.text_version == command.text_version:
            return known
        if known is not None:
            known.withdrawn_at = uow.now()
        consent = Consent(
            command.consent_id, account.id, command.purpose, command.text_version, given_at=uow.now()
        )
        await uow.consents.add(consent)
    return consent


async def withdraw_consent(command: WithdrawConsent, uow: UnitOfWork) -> Consent:
    """Raises AccountRequired, or UnknownPurpose when none was given."""
    async with uow:
        account = await uow.accounts.lock(command.actor.person())
        known = None if account is None else await uow.consents.given(account.id, command.purpose)
        if known is None:
            raise UnknownPurpose("purpose")
        known.withdrawn_at = uow.now()
    return known


def _note(action: str, request: DataRequest, by: UUID | None, uow: UnitOfWork) -> None:
    uow.audit.add(
        action, "account", request.account_id, by, {"request": str(request.id), "kind": request.kind}
    )

"""An account's access: withdrawn, disabled, enabled; tokens issued before are refused in every service."""

from services.identity.application.commands import ChangeAccount, SignOutEverywhere
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import AccountRequired, UnknownAccount
from services.identity.domain.model import Account
from shared.contracts.identity import AccessRevoked


async def revoke_access(account: Account, uow: UnitOfWork) -> None:
    """Bites here at once and elsewhere when the event arrives; the caller has locked the account.

    The lock makes the order certain: what was read of the account before carries an older instant.
    """
    at = uow.real_now()
    await uow.standing.revoke(account.id, at)
    uow.outbox.add(AccessRevoked(account_id=account.id, aggregate_version=account.version, revoked_at=at))
    account.version += 1


async def sign_out_everywhere(command: SignOutEverywhere, uow: UnitOfWork) -> Account:
    """Raises AccountRequired."""
    async with uow:
        account = await uow.accounts.lock(command.account_id)
        if account is None:
            raise AccountRequired
        await uow.sessions.end_all(account.id, uow.real_now())
        await revoke_access(account, uow)
        uow.audit.add("account.signed-out-everywhere", "account", account.id, account.id, {})
    return account


async def disable_account(command: ChangeAccount, uow: UnitOfWork) -> Account:
    """Raises UnknownAccount, StaleVersion or WrongAccountStatus."""
    async with uow:
        account = await _load(command, uow)
        account.disable(uow.real_now(), command.expected_version)
        await uow.sessions.end_all(account.id, uow.real_now())
        await revoke_access(account, uow)
        uow.audit.add("account.disabled", "account", account.id, command.by, {})
    return account


async def enable_account(command: ChangeAccount, uow: UnitOfWork) -> Account:
    """Raises UnknownAccount, StaleVersion or WrongAccountStatus."""
    async with uow:
        account = await _load(command, uow)
        account.enable(command.expected_version)
        uow.audit.add("account.enabled", "account", account.id, command.by, {})
    return account


async def _load(command: ChangeAccount, uow: UnitOfWork) -> Account:
    account = await uow.accounts.lock(command.account_id)
    if account is None:
        raise UnknownAccount
    return account

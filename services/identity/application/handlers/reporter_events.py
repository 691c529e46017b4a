"""What the others are told about an accreditation, and what its newsroom's tokens lose with it."""

from collections.abc import Callable
from datetime import datetime

from services.identity.application.handlers.access import revoke_access
from services.identity.application.ports import UnitOfWork
from services.identity.domain.model import DisabledFor, Reporter
from shared.contracts.event import Event
from shared.contracts.identity import ReporterDisabled, ReporterEnabled


def tell(uow: UnitOfWork, event: Callable[..., Event], reporter: Reporter, **facts: object) -> None:
    """The event with everything that all events about a reporter have."""
    uow.outbox.add(
        event(
            reporter_id=reporter.id,
            aggregate_version=reporter.version,
            account_id=reporter.account_id,
            press_agency_id=reporter.press_agency_id,
            **facts,
        )
    )


async def tell_disabled(uow: UnitOfWork, reporter: Reporter, reason: DisabledFor, at: datetime) -> None:
    """Switched off: the role is gone from tokens already issued too."""
    tell(uow, ReporterDisabled, reporter, reason=reason.value, disabled_at=at)
    await withdraw_tokens(uow, reporter)


def tell_enabled(uow: UnitOfWork, reporter: Reporter, at: datetime, *, active: bool) -> None:
    """Switched on, or still off for something else."""
    tell(uow, ReporterEnabled, reporter, active=active, enabled_at=at)


async def withdraw_tokens(uow: UnitOfWork, reporter: Reporter) -> None:
    """Tokens that say more than the accreditation now does are refused everywhere."""
    account = await uow.accounts.lock(reporter.account_id)
    assert account is not None, "a foreign key says so"
    await revoke_access(account, uow)

"""What the department decides about an accreditation; each decision has its reason and its officer."""

from services.identity.application.commands import ChangeReporter
from services.identity.application.handlers.press_agencies import day_of
from services.identity.application.handlers.reporter_events import tell, tell_disabled, tell_enabled
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import ReasonRequired, UnknownReporter
from services.identity.domain.model import Reporter, ReporterStatus
from services.identity.domain.model.upkeep import adopt_renewal
from shared.contracts.identity import (
    AccreditationRestored,
    AccreditationSuspended,
    ReporterDisabled,
    ReporterVerified,
)


async def verify_reporter(command: ChangeReporter, uow: UnitOfWork) -> Reporter:
    """The officer vouches for having seen the credential: the first one, or the one handed in since."""
    async with uow:
        reporter, by = await load(command, uow), command.actor.person()
        if reporter.status is ReporterStatus.VERIFIED:
            adopt_renewal(reporter, by, at=uow.now(), today=day_of(uow.now()))
            tell_enabled(uow, reporter, uow.now(), active=reporter.enabled)
        else:
            await approve(reporter, command, uow)
        record(uow, "verification", command)
    return reporter


async def approve(reporter: Reporter, command: ChangeReporter, uow: UnitOfWork) -> None:
    """The application is granted; the last look-up says whether the person is who he says.

    Raises AccountIsErased: with the account locked, an erasure comes wholly before or is refused after.
    """
    account = await uow.accounts.lock(reporter.account_id)
    assert account is not None, "a foreign key says so"
    account.require_not_erased()
    check, at = await uow.identity_checks.latest(reporter.id), uow.now()
    reporter.verify(
        command.actor.person(),
        at=at,
        today=day_of(at),
        identity=None if check is None else check.outcome,
        reason=command.reason,
        probation_until=command.probation_until,
    )
    tell(uow, ReporterVerified, reporter, verified_at=at)


async def refuse_reporter(command: ChangeReporter, uow: UnitOfWork) -> Reporter:
    """The application, or the evidence handed in since, is not accepted; raises ReasonRequired."""
    _require_reason(command)
    async with uow:
        reporter = await load(command, uow)
        if reporter.renewal is not None:
            reporter.renewal = None
        else:
            reporter.refuse(command.actor.person())
            tell(uow, ReporterDisabled, reporter, reason="REFUSED", disabled_at=uow.now())
        record(uow, "refusal", command)
    return reporter


async def suspend_reporter(command: ChangeReporter, uow: UnitOfWork) -> Reporter:
    """Bites here at once and elsewhere when the event arrives; raises ReasonRequired."""
    _require_reason(command)
    async with uow:
        reporter, at = await load(command, uow), uow.now()
        reporter.suspend(at, command.actor.person())
        await uow.standing.suspend(reporter.account_id, at, reporter.version)
        tell(uow, AccreditationSuspended, reporter, suspended_at=at)
        record(uow, "suspension", command)
    return reporter


async def restore_reporter(command: ChangeReporter, uow: UnitOfWork) -> Reporter:
    """The approval from before counts again, perhaps on probation; what else holds him back is told again."""
    async with uow:
        reporter = await load(command, uow)
        await restore(reporter, command, uow)
        record(uow, "restoration", command)
    return reporter


async def restore(reporter: Reporter, command: ChangeReporter, uow: UnitOfWork) -> None:
    """Ends the suspension in every service."""
    at = uow.now()
    reporter.restore(command.probation_until)
    await uow.standing.restore(reporter.account_id, at, reporter.version)
    tell(uow, AccreditationRestored, reporter, restored_at=at)
    for reason in sorted(reporter.disabled_for):
        reporter.version += 1
        await tell_disabled(uow, reporter, reason, at)


async def load(command: ChangeReporter, uow: UnitOfWork) -> Reporter:
    """The reporter, locked; raises UnknownReporter or StaleVersion."""
    reporter = await uow.reporters.get(command.reporter_id)
    if reporter is None:
        raise UnknownReporter
    reporter.require_version(command.expected_version)
    return reporter


def record(uow: UnitOfWork, act: str, command: ChangeReporter) -> None:
    """Keeps who decided what and why, for the reporter and for the audit."""
    actor, reason = command.actor.account_id, command.reason
    uow.reporter_acts.add(command.reporter_id, act, reason, actor, uow.now())
    probation = command.probation_until
    detail = {"reason": reason, "probation_until": probation.isoformat() if probation else ""}
    uow.audit.add(f"reporter.{act}", "reporter", command.reporter_id, actor, detail)


def _require_reason(command: ChangeReporter) -> None:
    if not command.reason:
        raise ReasonRequired("reason")

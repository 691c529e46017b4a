"""A person applies to a newsroom's accreditation; an officer verifies, suspends and restores it."""

from datetime import date, datetime

from services.identity.application.commands import ApplyAsReporter, ChangeReporter
from services.identity.application.handlers.posts import posts_of, reporter_post
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import (
    AccountRequired,
    AlreadyRegistered,
    UnknownReference,
    UnknownReporter,
)
from services.identity.domain.model import Reporter, admit
from shared.clock import PROVINCE_ZONE
from shared.contracts.identity import (
    AccreditationRestored,
    AccreditationSuspended,
    ReporterRegistered,
    ReporterVerified,
)


async def apply_as_reporter(command: ApplyAsReporter, uow: UnitOfWork) -> Reporter:
    """Raises AlreadyRegistered, UnknownReference, PostsClash, or what the credential breaks."""
    async with uow:
        account = await uow.accounts.lock(command.actor.person())
        if account is None:
            raise AccountRequired
        if await uow.reporters.of_account(account.id) is not None:
            raise AlreadyRegistered
        newsroom = await uow.press_agencies.get(command.press_agency_id)
        if newsroom is None:
            raise UnknownReference("press_agency_id", name="press_agency_id")
        at = uow.now()
        reporter = Reporter.apply(
            reporter_id=command.reporter_id,
            account_id=account.id,
            newsroom=newsroom,
            credential=command.credential,
            at=at,
            today=_day(at),
        )
        admit(reporter_post(reporter), await posts_of(account.id, uow))
        uow.reporters.add(reporter)
        uow.outbox.add(
            ReporterRegistered(
                reporter_id=reporter.id,
                aggregate_version=reporter.version,
                account_id=reporter.account_id,
                press_agency_id=reporter.press_agency_id,
                registered_at=at,
            )
        )
    return reporter


async def verify_reporter(command: ChangeReporter, uow: UnitOfWork) -> Reporter:
    """The officer vouches for having seen the credential."""
    async with uow:
        reporter, at = await _load(command, uow), uow.now()
        reporter.verify(command.actor.person(), at=at, today=_day(at))
        uow.outbox.add(
            ReporterVerified(
                reporter_id=reporter.id,
                aggregate_version=reporter.version,
                account_id=reporter.account_id,
                press_agency_id=reporter.press_agency_id,
                verified_at=at,
            )
        )
    return reporter


async def suspend_reporter(command: ChangeReporter, uow: UnitOfWork) -> Reporter:
    """Bites here at once and elsewhere when the event arrives."""
    async with uow:
        reporter, at = await _load(command, uow), uow.now()
        reporter.suspend(at)
        await uow.standing.suspend(reporter.account_id, at, reporter.version)
        uow.outbox.add(
            AccreditationSuspended(
                reporter_id=reporter.id,
                aggregate_version=reporter.version,
                account_id=reporter.account_id,
                press_agency_id=reporter.press_agency_id,
                suspended_at=at,
            )
        )
    return reporter


async def restore_reporter(command: ChangeReporter, uow: UnitOfWork) -> Reporter:
    """The verification from before counts again."""
    async with uow:
        reporter, at = await _load(command, uow), uow.now()
        reporter.restore()
        await uow.standing.restore(reporter.account_id, at, reporter.version)
        uow.outbox.add(
            AccreditationRestored(
                reporter_id=reporter.id,
                aggregate_version=reporter.version,
                account_id=reporter.account_id,
                press_agency_id=reporter.press_agency_id,
                restored_at=at,
            )
        )
    return reporter


async def _load(command: ChangeReporter, uow: UnitOfWork) -> Reporter:
    reporter = await uow.reporters.get(command.reporter_id)
    if reporter is None:
        raise UnknownReporter
    reporter.require_version(command.expected_version)
    return reporter


def _day(at: datetime) -> date:
    return at.astimezone(PROVINCE_ZONE).date()

"""An appeal against a refusal or a suspension, decided by another officer."""

from services.identity.application.commands import AppealDecision, ChangeReporter, DecideAppeal
from services.identity.application.handlers.accreditation import approve, load, record, restore
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import UnknownReporter
from services.identity.domain.model import Reporter, ReporterStatus, Role
from services.identity.domain.model.upkeep import appeal, reopen, require_appeal


async def appeal_decision(command: AppealDecision, uow: UnitOfWork) -> Reporter:
    """By the person, the newsroom's administrator, or the department for a letter it received.

    A suspended person gets no token, so it is the newsroom or a letter that speaks for them.
    Raises UnknownReporter or NoAppealPossible.
    """
    async with uow:
        reporter = await uow.reporters.get(command.reporter_id)
        if reporter is None or not _may(command, reporter):
            raise UnknownReporter
        appeal(reporter, uow.now())
        uow.reporter_acts.add(reporter.id, "appeal", command.statement, command.actor.account_id, uow.now())
        uow.audit.add("reporter.appeal", "reporter", reporter.id, command.actor.account_id, {})
    return reporter


async def decide_appeal(command: DecideAppeal, uow: UnitOfWork) -> Reporter:
    """A granted appeal restores or verifies; raises NoAppeal, or SameOfficer for whoever decided before."""
    change = ChangeReporter(
        reporter_id=command.reporter_id,
        actor=command.actor,
        expected_version=command.expected_version,
        reason=command.reason,
        probation_until=command.probation_until,
    )
    async with uow:
        reporter = await load(change, uow)
        require_appeal(reporter, command.actor.person())
        reporter.appealed_at = None
        if command.granted and reporter.status is ReporterStatus.SUSPENDED:
            await restore(reporter, change, uow)
        elif command.granted:
            reopen(reporter)
            await approve(reporter, change, uow)
        record(uow, "appeal-granted" if command.granted else "appeal-dismissed", change)
    return reporter


def _may(command: AppealDecision, reporter: Reporter) -> bool:
    actor = command.actor
    manages = Role.NEWSROOM_ADMIN in actor.roles and actor.press_agency_id == reporter.press_agency_id
    return manages or Role.DEPARTMENT_OFFICER in actor.roles or actor.account_id == reporter.account_id

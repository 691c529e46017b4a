"""A person is matched with the national population database: asked for here, answered by the worker."""

from services.identity.application.commands import AskIdentity, CheckIdentity
from services.identity.application.handlers.press_agencies import day_of
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import UnknownReporter
from services.identity.domain.model import IdentityCheck, IdentityOutcome, Reporter

__all__ = ["ask", "check_identity", "record_answer"]


def ask(uow: UnitOfWork, question: AskIdentity, reporter: Reporter) -> IdentityCheck:
    """In the transaction of what it is for, so that nothing is lost when the database is away."""
    check = IdentityCheck(
        id=question.check_id,
        reporter_id=reporter.id,
        account_id=reporter.account_id,
        officer_code=question.officer_code,
        requested_by=reporter.account_id,
        requested_at=uow.now(),
        birth_cipher=question.birth_cipher,
    )
    uow.identity_checks.add(check)
    detail = {"officer_code": question.officer_code, "check": str(check.id)}
    uow.audit.add("population-database.asked", "reporter", reporter.id, reporter.account_id, detail)
    return check


async def check_identity(command: CheckIdentity, uow: UnitOfWork) -> Reporter:
    """An officer asks again, under his own code; raises UnknownReporter."""
    async with uow:
        reporter = await uow.reporters.get(command.reporter_id)
        if reporter is None:
            raise UnknownReporter
        check = ask(uow, command.check, reporter)
        check.requested_by = command.actor.person()
        uow.reporter_acts.add(reporter.id, "identity-check", "", command.actor.account_id, uow.now())
    return reporter


async def record_answer(check: IdentityCheck, outcome: IdentityOutcome, uow: UnitOfWork) -> None:
    """Keeps the result with its date; the record itself is gone with the comparison."""
    async with uow:
        # The reporter first, as everybody else locks him first.
        reporter = await uow.reporters.get(check.reporter_id)
        asked = await uow.identity_checks.get(check.id)
        if reporter is None or asked is None or asked.answered_at is not None:
            return
        asked.answer(outcome, uow.now())
        asked.attempts += 1
        reporter.identified(outcome, uow.now())
        detail = {
            "officer_code": asked.officer_code,
            "check": str(asked.id),
            "outcome": outcome.value,
            "on": day_of(uow.now()).isoformat(),
        }
        uow.audit.add("population-database.answered", "reporter", reporter.id, asked.requested_by, detail)

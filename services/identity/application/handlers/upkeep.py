"""What the passing of days does: licences and credentials end, vouching is missed; warnings come before."""

from datetime import date, timedelta
from uuid import UUID

from services.identity.application.handlers.press_agencies import day_of
from services.identity.application.handlers.reporter_events import tell, tell_disabled
from services.identity.application.ports import UnitOfWork
from services.identity.domain.model import DisabledFor, PressAgency, Reporter, VouchingRule
from services.identity.domain.model.upkeep import (
    disable,
    expire_credential,
    on_probation,
    vouching_missed,
    warn_of_credential,
    warn_of_vouching,
)
from shared.contracts.identity import (
    CredentialExpired,
    PressAgencyExpired,
    PressAgencyExpiring,
    ReporterWarned,
)


async def tend_press_agency(press_agency_id: UUID, ahead: timedelta, uow: UnitOfWork) -> None:
    """Warns of the licence's end, or notes that it has come."""
    async with uow:
        newsroom = await uow.press_agencies.lock(press_agency_id)
        if newsroom is None:
            return
        _tend(newsroom, ahead, uow)
        await uow.press_agencies.save(newsroom)


def _tend(newsroom: PressAgency, ahead: timedelta, uow: UnitOfWork) -> None:
    at, last = uow.now(), newsroom.details.valid_to
    assert last is not None, "only licences with an end are tended"
    if newsroom.warn(day_of(at), ahead):
        uow.outbox.add(
            PressAgencyExpiring(
                press_agency_id=newsroom.id,
                aggregate_version=newsroom.version,
                licence_valid_to=last,
                warned_at=at,
            )
        )
    if newsroom.expire(day_of(at)):
        uow.outbox.add(
            PressAgencyExpired(
                press_agency_id=newsroom.id,
                aggregate_version=newsroom.version,
                licence_valid_to=last,
                expired_at=at,
            )
        )


async def tend_reporter(reporter_id: UUID, ahead: timedelta, rule: VouchingRule, uow: UnitOfWork) -> None:
    """Everything that is due for one reporter today; what was said once is not said again."""
    async with uow:
        reporter = await uow.reporters.get(reporter_id)
        if reporter is None:
            return
        today = day_of(uow.now())
        await _credential(reporter, today, ahead, uow)
        await _vouching(reporter, today, rule, uow)


async def _credential(reporter: Reporter, today: date, ahead: timedelta, uow: UnitOfWork) -> None:
    at, last = uow.now(), reporter.credential.last_day
    if warn_of_credential(reporter, today, ahead):
        tell(uow, ReporterWarned, reporter, cause="CREDENTIAL_EXPIRES", due_on=last, warned_at=at)
    if expire_credential(reporter, today):
        tell(uow, CredentialExpired, reporter, expired_on=last, expired_at=at)
        disable(reporter, DisabledFor.CREDENTIAL_EXPIRED)
        await tell_disabled(uow, reporter, DisabledFor.CREDENTIAL_EXPIRED, at)
        uow.reporter_acts.add(reporter.id, "credential-expired", "", None, at)


async def _vouching(reporter: Reporter, today: date, rule: VouchingRule, uow: UnitOfWork) -> None:
    at, until = uow.now(), reporter.vouched_until
    if until is not None and warn_of_vouching(reporter, today):
        due_on = rule.due_on(until, probation=on_probation(reporter, today))
        tell(uow, ReporterWarned, reporter, cause="VOUCHING_DUE", due_on=due_on, warned_at=at)
    if vouching_missed(reporter, today, rule) and disable(reporter, DisabledFor.VOUCHING_MISSED):
        await tell_disabled(uow, reporter, DisabledFor.VOUCHING_MISSED, at)
        uow.reporter_acts.add(reporter.id, "vouching-missed", "", None, at)

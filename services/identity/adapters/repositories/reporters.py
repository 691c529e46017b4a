"""Accreditations, what was done about them, and look-ups in the population database."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import case, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.adapters import orm
from services.identity.domain.model import (
    DisabledFor,
    IdentityCheck,
    Reporter,
    ReporterStatus,
    VouchingRule,
)
from shared.clock import RealClock
from shared.ids import uuid7
from shared.persistence import SqlUnitOfWork


class SqlReporters:
    """Accreditations."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, reporter: Reporter) -> None:
        """Record an application."""
        self._session.add(reporter)

    async def get(self, reporter_id: UUID) -> Reporter | None:
        """The reporter, locked."""
        return await self._session.get(Reporter, reporter_id, with_for_update=True)

    async def of_account(self, account_id: UUID) -> Reporter | None:
        """The person's accreditation."""
        found = select(Reporter).where(orm.reporter.c.account_id == account_id)
        return await self._session.scalar(found)

    async def of_newsroom(self, press_agency_id: UUID) -> list[Reporter]:
        """All of a newsroom, locked in one order, so that two who lock them do not wait for each other."""
        table = orm.reporter.c
        found = select(Reporter).where(table.press_agency_id == press_agency_id).order_by(table.id)
        return list(await self._session.scalars(found.with_for_update()))

    async def needing_care(
        self, today: date, warn_until: date, rule: VouchingRule, limit: int = 500
    ) -> list[UUID]:
        """Whose credential has ended or ends until `warn_until`, or whom nobody has vouched for in time."""
        table = orm.reporter.c
        ending = (table.credential_expires_on < today) | (
            (table.credential_expires_on <= warn_until)
            & table.warned_of_credential.is_distinct_from(table.credential_expires_on)
        )
        grace = case((table.probation_until >= today, rule.on_probation.days), else_=rule.grace.days)
        missed = (table.vouched_until < today) & (
            table.warned_of_vouching.is_distinct_from(table.vouched_until)
            | (table.vouched_until + grace < today)
        )
        care = or_(
            ~table.disabled_for.contains([DisabledFor.CREDENTIAL_EXPIRED]) & ending,
            ~table.disabled_for.contains([DisabledFor.VOUCHING_MISSED]) & missed,
        )
        found = select(table.id).where(table.status == ReporterStatus.VERIFIED, care)
        return list(await self._session.scalars(found.order_by(table.id).limit(limit)))


class SqlReporterActs:
    """Who did what about an accreditation; rows are only ever added."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, reporter_id: UUID, act: str, reason: str, actor: UUID | None, at: datetime) -> None:
        """Record it."""
        self._uow.insert(
            orm.reporter_act,
            id=uuid7(),
            reporter_id=reporter_id,
            act=act,
            reason=reason or None,
            actor_id=actor,
            acted_at=at,
        )


class SqlIdentityChecks:
    """Look-ups in the population database; the worker takes what is due."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, check: IdentityCheck) -> None:
        """Ask; due at once, on real time, as an outage is not a matter of the province's clock."""
        self._uow.insert(
            orm.identity_check,
            id=check.id,
            reporter_id=check.reporter_id,
            account_id=check.account_id,
            officer_code=check.officer_code,
            requested_by=check.requested_by,
            requested_at=check.requested_at,
            birth_cipher=check.birth_cipher,
            outcome=check.outcome,
            answered_at=None,
            attempts=0,
            due_at=RealClock().now(),
        )

    async def get(self, check_id: UUID) -> IdentityCheck | None:
        """The look-up, locked."""
        return await self._uow.session.get(IdentityCheck, check_id, with_for_update=True)

    async def latest(self, reporter_id: UUID) -> IdentityCheck | None:
        """The last one asked for."""
        table = orm.identity_check.c
        found = select(IdentityCheck).where(table.reporter_id == reporter_id)
        return await self._uow.session.scalar(
            found.order_by(table.requested_at.desc(), table.id.desc()).limit(1)
        )

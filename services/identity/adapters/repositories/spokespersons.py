"""Who may speak, in PostgreSQL."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.adapters import orm
from services.identity.domain.model import SpeakingDelegation, Spokesperson, SpokespersonKind

_TABLE = orm.spokesperson.c


class SqlSpokespersons:
    """Assignments."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, spokesperson: Spokesperson) -> None:
        """Record a new one."""
        self._session.add(spokesperson)

    async def get(self, spokesperson_id: UUID) -> Spokesperson | None:
        """The spokesperson, locked."""
        return await self._session.get(Spokesperson, spokesperson_id, with_for_update=True)

    async def held_by(self, account_id: UUID) -> list[Spokesperson]:
        """The person's assignments that were not revoked."""
        found = select(Spokesperson).where(_TABLE.account_id == account_id, _TABLE.revoked_at.is_(None))
        return list(await self._session.scalars(found))

    async def heads_of(self, agency_id: UUID) -> list[Spokesperson]:
        """The agency's heads, past and to come, not revoked; two askers at once wait for each other."""
        agency = select(orm.agency.c.id).where(orm.agency.c.id == agency_id)
        await self._session.execute(agency.with_for_update(key_share=True))
        found = select(Spokesperson).where(
            _TABLE.agency_id == agency_id,
            _TABLE.kind == SpokespersonKind.HEAD,
            _TABLE.revoked_at.is_(None),
        )
        return list(await self._session.scalars(found))

    async def claim_overdue(self, at: datetime, limit: int) -> list[Spokesperson]:
        """Locked, some whose entry should have been published and of whom nobody was told."""
        found = select(Spokesperson).where(
            _TABLE.entry_due_at < at,
            _TABLE.published_at.is_(None),
            _TABLE.overdue_told_at.is_(None),
            _TABLE.revoked_at.is_(None),
        )
        claimed = found.order_by(_TABLE.entry_due_at).limit(limit).with_for_update(skip_locked=True)
        return list(await self._session.scalars(claimed))


class SqlDelegations:
    """Delegations."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, delegation: SpeakingDelegation) -> None:
        """Record a new one."""
        self._session.add(delegation)

    async def get(self, delegation_id: UUID) -> SpeakingDelegation | None:
        """The delegation, locked."""
        return await self._session.get(SpeakingDelegation, delegation_id, with_for_update=True)

    async def held_by(self, account_id: UUID) -> list[SpeakingDelegation]:
        """The person's delegations that were not revoked."""
        table = orm.speaking_delegation.c
        found = select(SpeakingDelegation).where(table.account_id == account_id, table.revoked_at.is_(None))
        return list(await self._session.scalars(found))

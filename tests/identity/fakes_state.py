"""State agencies and who speaks for them, in memory."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from services.identity.domain.model import (
    AgencyTree,
    SpeakingDelegation,
    Spokesperson,
    SpokespersonKind,
    StateAgency,
    TreePlace,
    Validity,
)


class FakeAgencies:
    """State agencies in memory."""

    def __init__(self, rows: dict[UUID, StateAgency]) -> None:
        self._rows = rows

    async def tree(self) -> AgencyTree:
        return AgencyTree(
            TreePlace(agency.id, revision.state.parent_id, revision.validity)
            for agency in self._rows.values()
            for revision in agency.revisions
        )

    def add(self, agency: StateAgency) -> None:
        self._rows[agency.id] = agency

    async def save(self, agency: StateAgency) -> None:
        self._rows[agency.id] = agency

    async def find(self, agency_id: UUID) -> StateAgency | None:
        return self._rows.get(agency_id)

    async def by_code(self, code: str) -> StateAgency | None:
        held = await self.holders([code])
        newest = sorted(held, key=lambda one: (one[2].end, one[2].start), reverse=True)
        return self._rows[newest[0][0]] if newest else None

    async def holders(self, codes: Collection[str]) -> list[tuple[UUID, str, Validity]]:
        return [
            (agency.id, code, revision.validity)
            for agency in self._rows.values()
            for revision in agency.revisions
            for code in sorted(codes)
            if code in revision.state.codes
        ]

    async def exists(self, agency_id: UUID) -> bool:
        return agency_id in self._rows


class FakeSpokespersons:
    """Assignments in memory."""

    def __init__(self, rows: dict[UUID, Spokesperson]) -> None:
        self._rows = rows

    def add(self, spokesperson: Spokesperson) -> None:
        self._rows[spokesperson.id] = spokesperson

    async def get(self, spokesperson_id: UUID) -> Spokesperson | None:
        return self._rows.get(spokesperson_id)

    async def held_by(self, account_id: UUID) -> list[Spokesperson]:
        return [s for s in self._rows.values() if s.account_id == account_id and s.revoked_at is None]

    async def heads_of(self, agency_id: UUID) -> list[Spokesperson]:
        return [
            known
            for known in self._rows.values()
            if (known.agency_id, known.kind) == (agency_id, SpokespersonKind.HEAD) and not known.revoked_at
        ]

    async def claim_overdue(self, at: datetime, limit: int) -> list[Spokesperson]:
        due = [s for s in self._rows.values() if s.entry_due_at is not None and s.entry_due_at < at]
        return [s for s in due if not (s.published_at or s.overdue_told_at or s.revoked_at)][:limit]


class FakeDelegations:
    """Delegations in memory."""

    def __init__(self, rows: dict[UUID, SpeakingDelegation]) -> None:
        self._rows = rows

    def add(self, delegation: SpeakingDelegation) -> None:
        self._rows[delegation.id] = delegation

    async def get(self, delegation_id: UUID) -> SpeakingDelegation | None:
        return self._rows.get(delegation_id)

    async def held_by(self, account_id: UUID) -> list[SpeakingDelegation]:
        return [d for d in self._rows.values() if d.account_id == account_id and d.revoked_at is None]

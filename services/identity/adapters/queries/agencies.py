"""Reads of state agencies."""

from uuid import UUID

from services.identity.adapters.queries.base import NAMED, Ranked, Reads, named, view
from services.identity.application.views import (
    AgencyView,
)

_AGENCY = "id, code, name, level, unit_code, parent_id, fields, version"
_ONE_AGENCY = f"SELECT {_AGENCY} FROM agency WHERE id = $1"  # noqa: S608 - constants only
_AGENCIES = NAMED.format(table="agency", columns=_AGENCY)


class AgencyReads(Reads):
    """State agencies."""

    async def agencies(
        self, search: str | None, after: Ranked | None, limit: int
    ) -> list[tuple[AgencyView, Ranked]]:
        """State agencies by name, code or field of responsibility, accents optional."""
        rows = await self.database.fetch(_AGENCIES, *named(search, after), limit)
        return [(view(row, AgencyView), (row["rank"], row["name_sort"], row["id"])) for row in rows]

    async def agency(self, agency_id: UUID) -> AgencyView | None:
        """One state agency."""
        return await self.one(AgencyView, _ONE_AGENCY, agency_id)

"""Reads of press agencies."""

from uuid import UUID

from services.identity.adapters.queries.base import NAMED, Ranked, Reads, named, view
from services.identity.application.views import (
    PressAgencyView,
)

_PRESS_AGENCY = "id, name, types, kind, registered_at, version"
_ONE_PRESS_AGENCY = f"SELECT {_PRESS_AGENCY} FROM press_agency WHERE id = $1"  # noqa: S608 - constants only
_PRESS_AGENCIES = NAMED.format(table="press_agency", columns=_PRESS_AGENCY)


class PressAgencyReads(Reads):
    """Press agencies."""

    async def press_agencies(
        self, search: str | None, after: Ranked | None, limit: int
    ) -> list[tuple[PressAgencyView, Ranked]]:
        """Press agencies by name, accents optional."""
        rows = await self.database.fetch(_PRESS_AGENCIES, *named(search, after), limit)
        return [(view(row, PressAgencyView), (row["rank"], row["name_sort"], row["id"])) for row in rows]

    async def press_agency(self, press_agency_id: UUID) -> PressAgencyView | None:
        """One press agency."""
        return await self.one(PressAgencyView, _ONE_PRESS_AGENCY, press_agency_id)

"""Reads of press agencies."""

from typing import Any
from uuid import UUID

import msgspec

from services.identity.adapters.queries.base import NAMED, Ranked, Reads, named, view
from services.identity.application.views import (
    OfficeView,
    PressAgencyView,
    PressApplicationView,
    ResidentView,
)

_PRESS_AGENCY = (
    "id, name, types, kind, registered_at, version, licence_no, governing_body, central, purpose, domains, "
    "head, valid_to, status"
)
_ONE_PRESS_AGENCY = f"SELECT {_PRESS_AGENCY} FROM press_agency WHERE id = $1"  # noqa: S608 - constants only
_PRESS_AGENCIES = NAMED.format(table="press_agency", columns=_PRESS_AGENCY)


_NO_DETAILS = {"licence_no": None, "governing_body": None, "purpose": None, "head": None, "valid_to": None}
_APPLICATIONS = """
SELECT id, applicant_id, profile::text AS profile, status, submitted_at, decided_at, reason, press_agency_id,
    version
FROM press_application WHERE ($1 OR applicant_id = $2)
"""
_OFFICES = """
SELECT id, press_agency_id, province_code, address, head, notified_on, starts_on, ended_on
FROM press_office WHERE press_agency_id = $1 ORDER BY starts_on, id LIMIT 200
"""
_RESIDENTS = """
SELECT id, press_agency_id, reporter_id, province_code, independent, notified_on, starts_on, ended_on
FROM resident_reporter WHERE press_agency_id = $1 ORDER BY starts_on, id LIMIT 200
"""


class PressAgencyReads(Reads):
    """Press agencies, applications to be one, and their presence in the province."""

    async def press_agencies(
        self, search: str | None, after: Ranked | None, limit: int
    ) -> list[tuple[PressAgencyView, Ranked]]:
        """Press agencies by name, accents optional."""
        rows = await self.database.fetch(_PRESS_AGENCIES, *named(search, after), limit)
        return [(view(row, PressAgencyView), (row["rank"], row["name_sort"], row["id"])) for row in rows]

    async def press_agency(self, press_agency_id: UUID) -> PressAgencyView | None:
        """One press agency."""
        return await self.one(PressAgencyView, _ONE_PRESS_AGENCY, press_agency_id)

    async def press_applications(
        self, account_id: UUID | None, status: str | None, after: UUID | None, limit: int, *, everybody: bool
    ) -> list[PressApplicationView]:
        """Oldest first: everybody's for the department, else the person's own."""
        where = """ AND ($3::text IS NULL OR status = $3) AND ($4::uuid IS NULL OR id > $4)
            ORDER BY id LIMIT $5"""
        rows = await self.database.fetch(_APPLICATIONS + where, everybody, account_id, status, after, limit)
        return [_application(row) for row in rows]

    async def press_application(
        self, account_id: UUID | None, application_id: UUID, *, everybody: bool
    ) -> PressApplicationView | None:
        """One application, if the reader may know of it."""
        rows = await self.database.fetch(
            _APPLICATIONS + " AND id = $3", everybody, account_id, application_id
        )
        return _application(rows[0]) if rows else None

    async def press_offices(self, press_agency_id: UUID) -> list[OfficeView]:
        """Representative offices, also those that have closed."""
        return [view(row, OfficeView) for row in await self.database.fetch(_OFFICES, press_agency_id)]

    async def resident_reporters(self, press_agency_id: UUID) -> list[ResidentView]:
        """Resident reporters, also those who have left."""
        return [view(row, ResidentView) for row in await self.database.fetch(_RESIDENTS, press_agency_id)]


def _application(row: Any) -> PressApplicationView:
    values = dict(row)
    profile = msgspec.json.decode(values["profile"])
    values["profile"] = {**profile, **_NO_DETAILS, **profile.pop("details")}
    return msgspec.convert(values, PressApplicationView)

"""Reads of people."""

from uuid import UUID

from services.identity.adapters.queries.base import Reads, view
from services.identity.application.views import (
    OwnReporterView,
)


class PersonReads(Reads):
    """People about themselves."""

    async def me(self, account_id: UUID) -> tuple[str | None, str, OwnReporterView | None]:
        """Name, last four digits and accreditation of an account."""
        statement = """SELECT a.full_name, a.identifier_last4, r.id, r.press_agency_id, r.status, r.version
            FROM account AS a LEFT JOIN reporter AS r ON r.account_id = a.id WHERE a.id = $1"""
        rows = await self.database.fetch(statement, account_id)
        if not rows:
            return None, "", None
        full_name, last4, *own = rows[0]
        return full_name, last4, view(rows[0], OwnReporterView) if own[0] is not None else None

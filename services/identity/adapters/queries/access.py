"""Reads of clients and accounts."""

from uuid import UUID

from services.identity.adapters.clients import client_of
from services.identity.adapters.queries.base import Reads
from services.identity.application.views import AccountView, ClientView

_CLIENTS = """
SELECT * FROM client WHERE ($1::text IS NULL OR $1 = ANY (scopes)) AND ($2::text IS NULL OR client_id > $2)
AND ($4::uuid IS NULL OR agency_id = $4) ORDER BY client_id LIMIT $3
"""


class AccessReads(Reads):
    """Who may get tokens."""

    async def clients(
        self, scope: str | None, after: str | None, limit: int, agency_id: UUID | None = None
    ) -> list[ClientView]:
        """By id; with a scope only those that have it, with an agency only those bound to it."""
        rows = await self.database.fetch(_CLIENTS, scope, after, limit, agency_id)
        return [ClientView.of(client_of(row)) for row in rows]

    async def client(self, client_id: str) -> ClientView | None:
        """One client."""
        rows = await self.database.fetch("SELECT * FROM client WHERE client_id = $1", client_id)
        return ClientView.of(client_of(rows[0])) if rows else None

    async def account(self, account_id: UUID) -> AccountView | None:
        """One account."""
        statement = """SELECT id, full_name, identifier_last4, created_at, signed_in_at, disabled_at, version
            FROM account WHERE id = $1"""
        return await self.one(AccountView, statement, account_id)

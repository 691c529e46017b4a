"""Requests about personal data, consents, and what has to be emptied in other tables."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.adapters.orm.tables import consent, data_request
from services.identity.domain.model import Consent, DataRequest, RequestKind, RequestStatus

_FORGET = (
    """UPDATE reporter SET credential_number = '', credential_issuer = NULL, credential_scope = NULL,
        home_organisation = NULL, renewal = NULL WHERE account_id = $1""",
    "DELETE FROM identity_check WHERE account_id = $1 AND outcome = 'pending'",
    "UPDATE data_request SET statement = NULL WHERE account_id = $1",
    "DELETE FROM session WHERE account_id = $1",
)
_UNUSED = """
SELECT a.id FROM account AS a
WHERE a.erased_at IS NULL AND a.disabled_at IS NULL AND coalesce(a.signed_in_at, a.created_at) < $1
    AND NOT EXISTS (SELECT FROM appointment WHERE account_id = a.id AND ended_at IS NULL)
    AND NOT EXISTS (SELECT FROM reporter WHERE account_id = a.id AND status NOT IN ('applied', 'refused'))
    AND NOT EXISTS (SELECT FROM speaking_delegation WHERE account_id = a.id AND valid_to > $1)
    AND NOT EXISTS (SELECT FROM spokesperson WHERE account_id = a.id AND revoked_at IS NULL
        AND (valid_to IS NULL OR valid_to > $1))
    AND NOT EXISTS (SELECT FROM press_application WHERE applicant_id = a.id AND status = 'submitted')
    AND NOT EXISTS (SELECT FROM data_request WHERE account_id = a.id AND status = 'open')
ORDER BY a.id LIMIT $2
"""
_DROP_STATEMENTS = "UPDATE data_request SET statement = NULL WHERE decided_at < $1 AND statement IS NOT NULL"


_DROP_CONTACTS = (
    """UPDATE spokesperson SET phone = NULL, official_email = NULL
        WHERE least(revoked_at, valid_to) < $1 AND coalesce(phone, official_email) IS NOT NULL""",
    """UPDATE speaking_delegation SET phone = NULL, official_email = NULL
        WHERE least(revoked_at, valid_to) < $1 AND coalesce(phone, official_email) IS NOT NULL""",
)


class SqlDataRequests:
    """Requests about personal data."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, request: DataRequest) -> None:
        """Record a new one."""
        self._session.add(request)

    async def get(self, request_id: UUID) -> DataRequest | None:
        """The request, locked."""
        return await self._session.get(DataRequest, request_id, with_for_update=True)

    async def open_of(self, account_id: UUID, kind: RequestKind | None) -> DataRequest | None:
        """One that waits for its answer; of any kind when `kind` is None."""
        table = data_request.c
        found = select(DataRequest).where(table.account_id == account_id, table.status == RequestStatus.OPEN)
        if kind is not None:
            found = found.where(table.kind == kind)
        return (await self._session.scalars(found)).first()

    async def claim_overdue(self, at: datetime, limit: int) -> Sequence[DataRequest]:
        """Open ones whose time is over and that nobody has told of, locked."""
        table = data_request.c
        due = (table.status == RequestStatus.OPEN, table.breached_at.is_(None), table.due_at <= at)
        found = select(DataRequest).where(*due).order_by(table.due_at).limit(limit)
        return list(await self._session.scalars(found.with_for_update(skip_locked=True)))


class SqlConsents:
    """What people have agreed to."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, consent: Consent) -> None:
        """Record it; the withdrawal of the one before is written first."""
        await self._session.flush()
        self._session.add(consent)

    async def given(self, account_id: UUID, purpose: str) -> Consent | None:
        """The consent to the purpose that was not withdrawn."""
        table = consent.c
        mine = (table.account_id == account_id, table.purpose == purpose, table.withdrawn_at.is_(None))
        return (await self._session.scalars(select(Consent).where(*mine))).first()


class SqlPersonalData:
    """What other aggregates hold of a person; statements, for the aggregates need not know of it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def forget(self, account_id: UUID) -> None:
        """Empties what need not be kept."""
        await self._session.flush()
        connection = await self._session.connection()
        for statement in _FORGET:
            await connection.exec_driver_sql(statement, (account_id,))

    async def unused_accounts(self, since: datetime, limit: int) -> Sequence[UUID]:
        """Accounts without any post that nobody has signed in to since then."""
        connection = await self._session.connection()
        return list((await connection.exec_driver_sql(_UNUSED, (since, limit))).scalars())

    async def drop_statements(self, before: datetime) -> None:
        """Empties the words of requests that were answered before then."""
        connection = await self._session.connection()
        await connection.exec_driver_sql(_DROP_STATEMENTS, (before,))

    async def drop_contacts(self, before: datetime) -> None:
        """Empties phone and e-mail of those whose right to speak ended before then."""
        connection = await self._session.connection()
        for statement in _DROP_CONTACTS:
            await connection.exec_driver_sql(statement, (before,))

"""State agencies and rights to speak: a projection of identity's events that a service keeps for itself.

Each event is one fact under a key of its own, so the order of arrival and repetitions change nothing: an
agency is what its highest version that has begun says; a right is its latest grant, less a later revocation.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, Table, Text, Uuid, text

from shared.contracts.identity import (
    AgencyRegistered,
    AgencyRevised,
    AgencySucceeded,
    DelegationRevoked,
    DelegationSigned,
    DirectoryEvent,
    SpokespersonAssigned,
    SpokespersonRevoked,
)
from shared.persistence.speaking import Grant, Matter, Verdict, decide
from shared.persistence.unit_of_work import SqlUnitOfWork

IN_FORCE = """(EXISTS (SELECT FROM known_agency WHERE agency_id = {agency}
        AND (valid_from IS NULL OR valid_from <= {at}))
    AND NOT EXISTS (SELECT FROM ended_agency WHERE agency_id = {agency} AND ended_at <= {at}))"""
"""SQL: whether the agency is there at the instant; to be filled with the parameters' numbers."""

_PUT_AGENCY = """
INSERT INTO known_agency (agency_id, version, code, name, level, valid_from) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
"""
_PUT_END = "INSERT INTO ended_agency (agency_id, ended_at) VALUES ($1, $2) ON CONFLICT DO NOTHING"
_PUT_RIGHT = """
INSERT INTO speaking_right (right_id, account_id, agency_id, kind, full_name, position, valid_from, valid_to,
    matter_kind, matter_id, granted_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (right_id) DO UPDATE
SET account_id = excluded.account_id, agency_id = excluded.agency_id, kind = excluded.kind,
    full_name = excluded.full_name, position = excluded.position,
    valid_from = excluded.valid_from, valid_to = excluded.valid_to,
    matter_kind = excluded.matter_kind, matter_id = excluded.matter_id,
    granted_version = excluded.granted_version
WHERE speaking_right.granted_version < excluded.granted_version
"""
_PUT_REVOCATION = """
INSERT INTO speaking_right (right_id, account_id, agency_id, revoked_at, revoked_version)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (right_id) DO UPDATE
SET revoked_at = excluded.revoked_at, revoked_version = excluded.revoked_version
WHERE speaking_right.revoked_version < excluded.revoked_version
"""
_GRANTS = """
SELECT right_id, kind, full_name, position, valid_from, valid_to, matter_kind, matter_id,
    CASE WHEN revoked_version > granted_version THEN revoked_at END
FROM speaking_right WHERE account_id = $1 AND agency_id = $2 AND granted_version > 0
"""
_AGENCY = """
SELECT name, (SELECT ended_at FROM ended_agency WHERE agency_id = $1) FROM known_agency
WHERE agency_id = $1 AND (valid_from IS NULL OR valid_from <= $2) ORDER BY version DESC LIMIT 1
"""
_KNOWS = f"SELECT 1 WHERE {IN_FORCE.format(agency='$1::uuid', at='$2::timestamptz')}"


def directory_tables(metadata: MetaData) -> tuple[Table, Table, Table]:
    """The three tables of the projection; made in a database by `directory_migrations.directory_0001`."""
    stamp = DateTime(timezone=True)
    known = Table(
        "known_agency",
        metadata,
        Column("agency_id", Uuid, primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("code", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("level", Text),
        Column("valid_from", stamp),
    )
    ended = Table(
        "ended_agency",
        metadata,
        Column("agency_id", Uuid, primary_key=True),
        Column("ended_at", stamp, nullable=False),
    )
    right = Table(
        "speaking_right",
        metadata,
        Column("right_id", Uuid, primary_key=True),
        Column("account_id", Uuid),
        Column("agency_id", Uuid),
        Column("kind", Text),
        Column("full_name", Text),
        Column("position", Text),
        Column("valid_from", stamp),
        Column("valid_to", stamp),
        Column("matter_kind", Text),
        Column("matter_id", Uuid),
        Column("revoked_at", stamp),
        Column("granted_version", Integer, nullable=False, server_default=text("0")),
        Column("revoked_version", Integer, nullable=False, server_default=text("0")),
        Index("ix_speaking_right_account_id", "account_id", "agency_id"),
    )
    return known, ended, right


class SqlDirectory:
    """The projection inside one transaction."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def put(self, event: DirectoryEvent) -> None:
        """Keeps what identity has told."""
        match event:
            case AgencyRegistered() | AgencyRevised():
                key = (event.agency_id, event.aggregate_version)
                await self._run(_PUT_AGENCY, *key, event.code, event.name, event.level, event.valid_from)
            case AgencySucceeded():
                await self._run(_PUT_END, event.agency_id, event.ended_at)
            case SpokespersonAssigned():
                await self._put_right(event.spokesperson_id, event, event.kind, (None, None))
            case DelegationSigned():
                matter = (event.matter.kind, event.matter.id)
                await self._put_right(event.delegation_id, event, "DELEGATED", matter)
            case SpokespersonRevoked() | DelegationRevoked():
                place = (event.aggregate_id, event.account_id, event.agency_id)
                await self._run(_PUT_REVOCATION, *place, event.revoked_at, event.aggregate_version)

    async def _put_right(
        self,
        right_id: UUID,
        event: SpokespersonAssigned | DelegationSigned,
        kind: str,
        matter: tuple[str | None, UUID | None],
    ) -> None:
        who = (right_id, event.account_id, event.agency_id, kind, event.full_name, event.position)
        term = (event.valid_from, event.valid_to)
        await self._run(_PUT_RIGHT, *who, *term, *matter, event.aggregate_version)

    async def knows_agency(self, agency_id: UUID, at: datetime) -> bool:
        """Whether the agency is there at the instant."""
        return bool(await self._rows(_KNOWS, agency_id, at))

    async def agency_name(self, agency_id: UUID, at: datetime) -> str:
        """Its name at the instant; empty while identity has told nothing."""
        rows = await self._rows(_AGENCY, agency_id, at)
        return rows[0][0] if rows else ""

    async def may_speak(
        self, account_id: UUID, agency_id: UUID, matter: Matter | None, at: datetime
    ) -> Verdict:
        """Whether the person speaks for the agency on the matter, and why."""
        agency = await self._rows(_AGENCY, agency_id, at)
        rows = await self._rows(_GRANTS, account_id, agency_id)
        return decide(map(grant_of, rows), matter, at, agency[0][1] if agency else None)

    async def _rows(self, statement: str, *arguments: object) -> list[Any]:
        connection = await self._uow.session.connection()
        return list((await connection.exec_driver_sql(statement, arguments)).all())

    async def _run(self, statement: str, *arguments: object) -> None:
        connection = await self._uow.session.connection()
        await connection.exec_driver_sql(statement, arguments)


def grant_of(row: Any) -> Grant:
    """A right as its columns in the order of Grant, the matter in two, say."""
    right_id, kind, full_name, position, valid_from, valid_to, matter_kind, matter_id, revoked_at = row
    matter = None if matter_kind is None else (matter_kind, matter_id)
    return Grant(right_id, kind, full_name, position, valid_from, valid_to, matter, revoked_at)

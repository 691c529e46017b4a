"""SQL that fills the views; never loads an aggregate."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from services.identity.application.commands import Actor
from services.identity.application.views import (
    AgencyView,
    AppointmentView,
    OwnReporterView,
    PressAgencyView,
    ReporterView,
    SpokespersonView,
)
from services.identity.domain.model import Role
from shared.persistence import Database
from shared.text import fold, nfc

V = TypeVar("V")
Ranked = tuple[int, str, UUID]
"""Where a named thing stands in a list: exact matches first, then the Vietnamese alphabet."""

SEES_ALL_REPORTERS = frozenset({Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR, Role.AUDITOR})
READS_REPORTERS = "reporters:read"

# Exact spelling ranks above a match without accents; the names of two languages, so nothing is spelt twice.
_NAMED = """
SELECT * FROM (
    SELECT {columns}, name_sort, CASE WHEN position($1 IN name_exact) > 0 THEN 0 ELSE 1 END AS rank
    FROM {table} WHERE search LIKE ALL ($2::text[])
) AS found
WHERE $3::int IS NULL OR (rank, name_sort, id) > ($3, $4, $5)
ORDER BY rank, name_sort, id LIMIT $6
"""
_AGENCY = "id, code, name, level, unit_code, parent_id, fields, version"
_PRESS_AGENCY = "id, name, types, kind, registered_at, version"
_ONE_AGENCY = f"SELECT {_AGENCY} FROM agency WHERE id = $1"  # noqa: S608 - constants only
_ONE_PRESS_AGENCY = f"SELECT {_PRESS_AGENCY} FROM press_agency WHERE id = $1"  # noqa: S608 - constants only
_AGENCIES = _NAMED.format(table="agency", columns=_AGENCY)
_PRESS_AGENCIES = _NAMED.format(table="press_agency", columns=_PRESS_AGENCY)

_APPOINTMENT = """
SELECT p.id, p.account_id, a.identifier_last4, a.full_name, p.role, p.agency_id, p.press_agency_id,
    p.appointed_at, p.ended_at, p.version
FROM appointment AS p JOIN account AS a ON a.id = p.account_id
"""
_REPORTER = """
SELECT r.id, r.account_id, a.full_name, r.press_agency_id, json_build_object('type', credential_type,
    'number', credential_number, 'expires_on', credential_expires_on)::text AS credential,
    r.status, r.registered_at, r.verified_at, r.suspended_at, r.version
FROM reporter AS r JOIN account AS a ON a.id = r.account_id
"""
_REPORTERS_SEEN = "($1 OR r.press_agency_id = $2 OR r.account_id = $3)"
_SPOKESPERSON = """
SELECT id, agency_id, kind, full_name, position, phone, official_email, decision_no, valid_from, valid_to,
    revoked_at, version
FROM spokesperson
"""


class Scope(msgspec.Struct, frozen=True):
    """Which reporters a reader may know of."""

    everyone: bool
    press_agency_id: UUID | None
    account_id: UUID | None

    @classmethod
    def of(cls, actor: Actor, machine_scopes: frozenset[str]) -> "Scope":
        """Officers see all, a newsroom's administrator its own, everybody themselves."""
        everyone = bool(SEES_ALL_REPORTERS & actor.roles) or READS_REPORTERS in machine_scopes
        manages = Role.NEWSROOM_ADMIN in actor.roles
        return cls(everyone, actor.press_agency_id if manages else None, actor.account_id)


class Queries:
    """Reads of one database; each is one statement."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def agencies(
        self, search: str | None, after: Ranked | None, limit: int
    ) -> list[tuple[AgencyView, Ranked]]:
        """State agencies by name, code or field of responsibility, accents optional."""
        rows = await self._database.fetch(_AGENCIES, *_named(search, after), limit)
        return [(_view(row, AgencyView), (row["rank"], row["name_sort"], row["id"])) for row in rows]

    async def agency(self, agency_id: UUID) -> AgencyView | None:
        """One state agency."""
        return await self._one(AgencyView, _ONE_AGENCY, agency_id)

    async def press_agencies(
        self, search: str | None, after: Ranked | None, limit: int
    ) -> list[tuple[PressAgencyView, Ranked]]:
        """Press agencies by name, accents optional."""
        rows = await self._database.fetch(_PRESS_AGENCIES, *_named(search, after), limit)
        return [(_view(row, PressAgencyView), (row["rank"], row["name_sort"], row["id"])) for row in rows]

    async def press_agency(self, press_agency_id: UUID) -> PressAgencyView | None:
        """One press agency."""
        return await self._one(PressAgencyView, _ONE_PRESS_AGENCY, press_agency_id)

    async def appointments(
        self, role: str | None, agency_id: UUID | None, after: UUID | None, limit: int
    ) -> list[AppointmentView]:
        """Posts not ended, oldest first."""
        where = """ WHERE p.ended_at IS NULL AND ($1::text IS NULL OR p.role = $1)
            AND ($2::uuid IS NULL OR p.agency_id = $2) AND ($3::uuid IS NULL OR p.id > $3)
            ORDER BY p.id LIMIT $4"""
        rows = await self._database.fetch(_APPOINTMENT + where, role, agency_id, after, limit)
        return [_view(row, AppointmentView) for row in rows]

    async def appointment(self, appointment_id: UUID) -> AppointmentView | None:
        """One post, ended or not."""
        return await self._one(AppointmentView, _APPOINTMENT + " WHERE p.id = $1", appointment_id)

    async def reporters(
        self, scope: Scope, status: str | None, newsroom: UUID | None, after: UUID | None, limit: int
    ) -> list[ReporterView]:
        """Those in the reader's scope, oldest first."""
        where = f""" WHERE {_REPORTERS_SEEN} AND ($4::text IS NULL OR r.status = $4)
            AND ($5::uuid IS NULL OR r.press_agency_id = $5) AND ($6::uuid IS NULL OR r.id > $6)
            ORDER BY r.id LIMIT $7"""
        seen = msgspec.structs.astuple(scope)
        rows = await self._database.fetch(_REPORTER + where, *seen, status, newsroom, after, limit)
        return [_view(row, ReporterView) for row in rows]

    async def reporter(self, scope: Scope, reporter_id: UUID) -> ReporterView | None:
        """One reporter, if in the reader's scope."""
        where = f" WHERE {_REPORTERS_SEEN} AND r.id = $4"
        return await self._one(ReporterView, _REPORTER + where, *msgspec.structs.astuple(scope), reporter_id)

    async def spokespersons(
        self, agency_id: UUID | None, at: datetime, after: UUID | None, limit: int
    ) -> list[SpokespersonView]:
        """Those who may speak at this instant."""
        where = """ WHERE revoked_at IS NULL AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)
            AND ($1::uuid IS NULL OR agency_id = $1) AND ($3::uuid IS NULL OR id > $3)
            ORDER BY id LIMIT $4"""
        rows = await self._database.fetch(_SPOKESPERSON + where, agency_id, at, after, limit)
        return [_view(row, SpokespersonView) for row in rows]

    async def spokesperson(self, spokesperson_id: UUID) -> SpokespersonView | None:
        """One spokesperson, past or present."""
        return await self._one(SpokespersonView, _SPOKESPERSON + " WHERE id = $1", spokesperson_id)

    async def me(self, account_id: UUID) -> tuple[str | None, str, OwnReporterView | None]:
        """Name, last four digits and accreditation of an account."""
        statement = """SELECT a.full_name, a.identifier_last4, r.id, r.press_agency_id, r.status, r.version
            FROM account AS a LEFT JOIN reporter AS r ON r.account_id = a.id WHERE a.id = $1"""
        rows = await self._database.fetch(statement, account_id)
        if not rows:
            return None, "", None
        full_name, last4, *own = rows[0]
        return full_name, last4, _view(rows[0], OwnReporterView) if own[0] is not None else None

    async def _one(self, kind: type[V], statement: str, *arguments: object) -> V | None:
        rows = await self._database.fetch(statement, *arguments)
        return _view(rows[0], kind) if rows else None


def _view(row: Any, kind: type[V]) -> V:
    values = dict(row)
    if "credential" in values:
        values["credential"] = msgspec.json.decode(values["credential"])
    return msgspec.convert(values, kind)


def _named(search: str | None, after: Ranked | None) -> tuple[object, ...]:
    text = nfc(search or "").casefold().strip()
    words = [f"%{_literal(word)}%" for word in fold(text).split()]
    return (text, words, *(after or (None, None, None)))


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

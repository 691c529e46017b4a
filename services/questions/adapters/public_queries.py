"""What the public answers site asks for; what is withdrawn is gone at once, not only with the mirror."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, TextClause, func, select, text, true, tuple_

from services.questions.adapters.orm import questions
from services.questions.adapters.public_tables import public_answers
from services.questions.application.public_record import PublicRecord, Result
from services.questions.application.views import PointView
from services.questions.domain.model import PUBLIC, PointState
from shared.persistence.engine import Database
from shared.text import fold, sort_key

_AGENCIES = text("""
SELECT DISTINCT ON (agency_id) agency_id, name FROM known_agency
WHERE EXISTS (
    SELECT FROM public_answers JOIN questions ON questions.id = public_answers.question_id
    WHERE public_answers.agency_id = known_agency.agency_id
        AND withdrawn IS NULL AND publication IN ('published', 'corrected')
)
ORDER BY agency_id, known_agency.version DESC
""")

Place = tuple[datetime, UUID]
"""Of the last answer on a page: newest first, the id where two were published at one instant."""


class PublicFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody looks for; every condition that is set must hold. `until` is exclusive."""

    q: str | None = None
    agency_id: UUID | None = None
    result: Result | None = None
    since: datetime | None = None
    until: datetime | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A record with its place in the order of changes."""

    number: int
    record: PublicRecord


class PublicQueries:
    """Reads in statements of their own, for everybody alike: who asks is never looked at."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")

    async def answers(self, wanted: PublicFilter, after: Place | None, limit: int) -> list[PublicRecord]:
        """Up to `limit` public answers, newest first."""
        place = tuple_(public_answers.c.published_at, public_answers.c.question_id)
        found = _public(select(public_answers.c.record)).where(*_conditions(wanted))
        if after is not None:
            found = found.where(place < tuple_(*after))
        newest = (public_answers.c.published_at.desc(), public_answers.c.question_id.desc())
        return [_decoded(row.record) for row in await self._all(found.order_by(*newest).limit(limit))]

    async def one(self, code: str) -> PublicRecord | None:
        """By its code; a withdrawn one is a tombstone."""
        wanted = _public(select(public_answers.c.record), withdrawn=True)
        rows = await self._all(wanted.where(public_answers.c.code == code))
        return _decoded(rows[0].record) if rows else None

    async def agencies(self) -> list[tuple[UUID, str]]:
        """Those that have answered in public, by their latest names, in the order of a Vietnamese list."""
        rows = await self._all(_AGENCIES)
        return sorted(((row.agency_id, row.name) for row in rows), key=lambda one: sort_key(one[1]))

    async def last_change(self) -> int:
        """The number of the latest change; 0 before the first."""
        rows = await self._all(select(func.coalesce(func.max(public_answers.c.change), 0).label("last")))
        return int(rows[0].last)

    async def changes(self, before: int | None, limit: int) -> list[Change]:
        """Up to `limit` answers by their latest change, the newest first; withdrawn ones as tombstones."""
        wanted = _public(select(public_answers.c.change, public_answers.c.record), withdrawn=True)
        if before is not None:
            wanted = wanted.where(public_answers.c.change < before)
        rows = await self._all(wanted.order_by(public_answers.c.change.desc()).limit(limit))
        return [Change(number=row.change, record=_decoded(row.record)) for row in rows]

    async def addresses(self, limit: int) -> list[tuple[str, datetime]]:
        """Code and time of the latest change, for a sitemap; the newest first."""
        newest = public_answers.c.published_at.desc()
        wanted = _public(select(public_answers.c.code, public_answers.c.changed_at))
        rows = await self._all(wanted.order_by(newest).limit(limit))
        return [(row.code, row.changed_at) for row in rows]

    async def _all(self, statement: Select[Any] | TextClause) -> Sequence[Any]:
        async with self._engine.connect() as connection:
            found: Sequence[Any] = (await connection.execute(statement)).all()
            return found


def _public(wanted: Select[Any], *, withdrawn: bool = False) -> Select[Any]:
    """Whole records of what is public now, and tombstones where they are wanted.

    The question itself is asked: between a withdrawal and the mirror's turn the record is still whole, and
    shows neither as an answer nor as a tombstone. A tombstone stands until a new round is public, also while
    the asker's newsroom has that alone.
    """
    joined = wanted.join(questions, questions.c.id == public_answers.c.question_id)
    stands = questions.c.publication.in_(PUBLIC)
    whole = public_answers.c.withdrawn.is_(None)
    return joined.where(stands == whole) if withdrawn else joined.where(stands, whole)


def public_points(record: bytes | None) -> list[PointView]:
    """Those of the newest published version."""
    found = None if record is None else _decoded(record)
    points = found.versions[-1].points if found is not None and found.versions else ()
    return [PointView(number=one.number, text=one.asked, state=PointState(one.state)) for one in points]


def publicly_mentioning(q: str) -> Select[Any]:
    """The ids of questions whose public words fit; `-word` leaves out."""
    return select(public_answers.c.question_id).where(_mentions(q), public_answers.c.withdrawn.is_(None))


def _mentions(q: str) -> ColumnElement[bool]:
    asked = func.websearch_to_tsquery("simple", fold(q))
    found: ColumnElement[bool] = public_answers.c.words.op("@@")(asked)
    return found


def _conditions(wanted: PublicFilter) -> list[Any]:
    conditions: list[Any] = [true()]
    if wanted.q is not None:
        conditions.append(_mentions(wanted.q))
    if wanted.agency_id is not None:
        conditions.append(public_answers.c.agency_id == wanted.agency_id)
    if wanted.result is not None:
        conditions.append(public_answers.c.result == wanted.result.value)
    if wanted.since is not None:
        conditions.append(public_answers.c.published_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(public_answers.c.published_at < wanted.until)
    return conditions


def _decoded(record: bytes) -> PublicRecord:
    return msgspec.json.decode(record, type=PublicRecord)

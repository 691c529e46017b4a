"""Reads of releases in statements of their own: without BEGIN and COMMIT around them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncEngine

from services.distribution.adapters.orm.directory import known_agency
from services.distribution.adapters.orm.releases import editions, release_words, releases
from services.distribution.adapters.repositories.releases import stored
from services.distribution.application.documents import EditionDocument
from services.distribution.application.ports.releases import StoredEdition
from services.distribution.application.reading import Position, ReleaseFilter
from services.distribution.application.views.releases import EditionSummary, ReleaseSummary
from services.distribution.domain.model.content import Content
from services.distribution.domain.model.release import Release
from services.distribution.domain.model.workflow import Publication
from services.distribution.domain.visibility import Reader, is_insider
from shared.persistence import Database
from shared.text import fold

Condition = ColumnElement[bool]

_RELEASE = tuple(releases.c)


class SqlReleaseQueries:
    """Reads for the doors."""

    def __init__(self, database: Database) -> None:
        self._engine: AsyncEngine = database.engine.execution_options(isolation_level="AUTOCOMMIT")

    async def release(self, release_id: UUID) -> Release | None:
        """One release, whoever asks; not for change."""
        rows = await self._all(select(*_RELEASE).where(releases.c.id == release_id))
        return Release(**rows[0]) if rows else None

    async def page(
        self, wanted: ReleaseFilter, reader: Reader, after: Position | None, limit: int
    ) -> Sequence[ReleaseSummary]:
        """Up to `limit` releases that the reader may see, newest first."""
        found = select(*_RELEASE, func.coalesce(_name_then(), "").label("agency_name"))
        found = found.where(_visible(reader), *_conditions(wanted, reader))
        if after is not None:
            found = found.where(tuple_(releases.c.listed_at, releases.c.id) < tuple_(*after))
        found = found.order_by(releases.c.listed_at.desc(), releases.c.id.desc()).limit(limit)
        return [_summary(row, reader) for row in await self._all(found)]

    async def edition(self, release_id: UUID, number: int) -> StoredEdition | None:
        """One edition; all of them are public."""
        columns = (editions.c.content, editions.c.content_hash, editions.c.signature)
        rows = await self._all(select(*columns).where(*_edition(release_id, number)))
        return stored(**rows[0]) if rows else None

    async def edition_bytes(self, release_id: UUID, number: int) -> bytes | None:
        """The signed bytes of an edition."""
        rows = await self._all(select(editions.c.content).where(*_edition(release_id, number)))
        return bytes(rows[0]["content"]) if rows else None

    async def editions(self, release_id: UUID) -> Sequence[EditionSummary]:
        """Every edition, oldest first."""
        every = select(editions).where(editions.c.release_id == release_id).order_by(editions.c.number)
        return [_edition_summary(row) for row in await self._all(every)]

    async def _all(self, statement: Select[Any]) -> list[dict[str, Any]]:
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(statement)).mappings()]


def _name_then() -> ScalarSelect[str]:
    """The agency's name when the release was listed: it may have another one, or a successor, today."""
    table = known_agency.c
    begun = or_(table.valid_from.is_(None), table.valid_from <= releases.c.listed_at)
    found = select(table.name).where(table.agency_id == releases.c.agency_id, begun)
    return found.order_by(table.version.desc()).limit(1).scalar_subquery()


def _edition(release_id: UUID, number: int) -> tuple[Condition, Condition]:
    return editions.c.release_id == release_id, editions.c.number == number


def _edition_summary(row: Mapping[str, Any]) -> EditionSummary:
    document = msgspec.json.decode(row["content"], type=EditionDocument)
    return EditionSummary(
        edition=row["number"],
        kind=row["kind"],
        published_at=row["published_at"],
        content_hash=row["content_hash"],
        reason=document.reason,
    )


def _summary(row: Mapping[str, Any], reader: Reader) -> ReleaseSummary:
    inside = is_insider(reader, row["agency_id"])
    content: Content = row["public_content"] or row["content"]
    return ReleaseSummary(
        id=row["id"],
        code=row["code"],
        agency_id=row["agency_id"],
        agency_name=row["agency_name"],
        headline=content.headline,
        summary=content.summary,
        urgency=content.urgency,
        publication=row["publication"],
        edition=row["edition"],
        listed_at=row["listed_at"],
        published_at=row["published_at"],
        status=row["status"] if inside else None,
        scheduled_at=row["scheduled_at"] if inside else None,
        embargoed_until=row["content"].embargoed_until if inside else None,
    )


def _is_public() -> Condition:
    return releases.c.publication != Publication.UNPUBLISHED


def _inside(reader: Reader) -> Condition | None:
    """The releases whose unpublished side the reader may see; None when there are none."""
    if reader.oversees:
        return true()
    return None if reader.works_for is None else releases.c.agency_id == reader.works_for


def _visible(reader: Reader) -> Condition:
    """The same rule as domain/visibility.py."""
    inside = _inside(reader)
    return _is_public() if inside is None else or_(_is_public(), inside)


def _conditions(wanted: ReleaseFilter, reader: Reader) -> list[Condition]:
    conditions: list[Condition] = []
    if wanted.agency_id is not None:
        conditions.append(releases.c.agency_id == wanted.agency_id)
    if wanted.publication is not None:
        conditions.append(releases.c.publication == wanted.publication)
    if wanted.listed_from is not None:
        conditions.append(releases.c.listed_at >= wanted.listed_from)
    if wanted.listed_to is not None:
        conditions.append(releases.c.listed_at < wanted.listed_to)
    if wanted.urgency is not None:
        shown = func.coalesce(
            releases.c.public_content["urgency"].astext, releases.c.content["urgency"].astext
        )
        conditions.append(shown == wanted.urgency.value)
    inside = _inside(reader)
    if wanted.status is not None:
        # Where the work on a public release stands is for insiders: a filter must not tell others.
        conditions.append(and_(releases.c.status == wanted.status, _or_nothing(inside)))
    if wanted.q is not None:
        conditions.append(_mentions(wanted.q, inside))
    return conditions


def _or_nothing(condition: Condition | None) -> Condition:
    return ~true() if condition is None else condition


def _mentions(q: str, inside: Condition | None) -> Condition:
    asked = func.websearch_to_tsquery("simple", fold(q))
    public = releases.c.id.in_(_found(release_words.c.public_words.op("@@")(asked)))
    if inside is None:
        return public
    pending = releases.c.id.in_(_found(release_words.c.pending_words.op("@@")(asked)))
    return or_(public, and_(inside, pending))


def _found(condition: Condition) -> Select[Any]:
    return select(release_words.c.release_id).where(condition)

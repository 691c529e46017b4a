"""Releases, editions and the log on PostgreSQL."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from services.distribution.adapters.cleaner import plain
from services.distribution.adapters.orm.releases import (
    NUMBERS,
    editions,
    release_log,
    release_words,
    releases,
)
from services.distribution.adapters.seals import EMPTY_HASH
from services.distribution.application.documents import EditionDocument, LogEntry
from services.distribution.application.ports.releases import LogFact, Sealed, Seals, StoredEdition
from services.distribution.domain.model.content import Content
from services.distribution.domain.model.release import Release
from shared.persistence import SqlUnitOfWork
from shared.text import fold

_LOG_LOCK = 0x72656C6F67  # "relog": one transaction at a time appends


class SqlReleases:
    """The aggregates; `get` locks the row, so that whoever comes second sees what the first has done."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def next_number(self) -> int:
        """From a sequence: a number may be lost, none is given twice."""
        return int((await self._uow.session.execute(select(NUMBERS.next_value()))).scalar_one())

    async def add(self, release: Release) -> None:
        """Written at once, for rows that refer to it."""
        self._uow.session.add(release)
        await self._uow.session.flush()

    async def get(self, release_id: UUID) -> Release | None:
        """For change, locked until the transaction ends."""
        return await self._uow.session.get(Release, release_id, with_for_update=True)

    async def next_due(self, now: datetime, but: Collection[UUID]) -> Release | None:
        """For change, by the index over instants; rows that another transaction holds are left to it."""
        due = select(Release).where(releases.c.fires_at <= now, releases.c.id.not_in(list(but)))
        due = due.order_by(releases.c.fires_at).limit(1).with_for_update(skip_locked=True)
        return (await self._uow.session.scalars(due)).one_or_none()

    async def index(self, release: Release) -> None:
        """The words of the text being worked on."""
        await _put_words(self._uow, release.id, pending_words=words_of(release.code, release.content))


class SqlEditions:
    """Append-only."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def add(self, document: EditionDocument, sealed: Sealed) -> None:
        """The edition, with the words that everybody finds it by."""
        row = {
            "release_id": document.release_id,
            "number": document.edition,
            "kind": document.kind,
            "content": sealed.content,
            "content_hash": sealed.content_hash,
            "signature": sealed.signature,
            "published_at": document.published_at,
        }
        await self._uow.session.execute(editions.insert().values(row))
        text = " ".join([document.code, document.headline, document.summary, plain(document.body)])
        await _put_words(self._uow, document.release_id, public_words=text, pending_words="")

    async def last(self, release_id: UUID) -> StoredEdition | None:
        """The newest edition."""
        columns = (editions.c.content, editions.c.content_hash, editions.c.signature)
        newest = select(*columns).where(editions.c.release_id == release_id)
        newest = newest.order_by(editions.c.number.desc()).limit(1)
        row = (await self._uow.session.execute(newest)).one_or_none()
        return None if row is None else stored(*row)


class SqlReleaseLog:
    """The chain; `origin` names the province in each entry."""

    def __init__(self, uow: SqlUnitOfWork, seals: Seals, origin: str) -> None:
        self._uow, self._seals, self._origin = uow, seals, origin

    async def append(self, fact: LogFact) -> int:
        """Under a lock held to the commit, so that `seq` follows the order of commits without a gap."""
        session = self._uow.session
        await session.execute(select(func.pg_advisory_xact_lock(_LOG_LOCK)))
        newest = select(release_log.c.seq, release_log.c.hash).order_by(release_log.c.seq.desc()).limit(1)
        last = (await session.execute(newest)).one_or_none()
        seq, prev_hash = (last.seq + 1, last.hash) if last is not None else (1, EMPTY_HASH)
        facts = msgspec.structs.asdict(fact)
        entry = LogEntry(origin=self._origin, seq=seq, prev_hash=prev_hash, **facts)
        sealed = self._seals.seal(entry.plain())
        row: dict[str, Any] = {
            "seq": seq,
            "at": fact.at,
            "action": fact.action,
            "release_id": fact.release_id,
            "edition": fact.edition,
            "content": sealed.content,
            "hash": sealed.content_hash,
            "signature": sealed.signature,
        }
        await session.execute(release_log.insert().values(row))
        return seq


def stored(content: bytes, content_hash: str, signature: str) -> StoredEdition:
    """A row of `editions` as it is read."""
    document = msgspec.json.decode(content, type=EditionDocument)
    return StoredEdition(document=document, content_hash=content_hash, signature=signature)


def words_of(code: str, content: Content) -> str:
    """The text that a release is found by."""
    return " ".join([code, content.headline, content.summary, plain(content.body)])


async def _put_words(uow: SqlUnitOfWork, release_id: UUID, **texts: str) -> None:
    vectors = {name: func.to_tsvector("simple", fold(text)) for name, text in texts.items()}
    put = insert(release_words).values(release_id=release_id, **vectors)
    put = put.on_conflict_do_update(index_elements=[release_words.c.release_id], set_=vectors)
    await uow.session.execute(put)

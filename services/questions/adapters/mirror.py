"""Brings what has become public before the public, corrects it there, and takes it away again."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.questions.adapters.public_sources import public_sources
from services.questions.adapters.public_tables import CHANGES, public_answers
from services.questions.application.public_record import PublicRecord
from services.questions.application.publicity import keeping, public_record, words_of
from services.questions.domain.model import PUBLIC
from shared.persistence.engine import Database
from shared.text import fold

_BATCH = 100
# One at a time: a reader of the feed has seen every change below the highest number that he has seen.
_ALONE = text("SELECT pg_advisory_xact_lock(hashtext('public_answers'))")
_TAKE = text("""
DELETE FROM public_queue WHERE position IN (SELECT position FROM public_queue ORDER BY position LIMIT :batch)
RETURNING question_id, position
""")


async def mirror_public(database: Database) -> None:
    """Empties the queue; what is found unchanged keeps its place in the feed."""
    while await _some(database) == _BATCH:
        pass


async def _some(database: Database) -> int:
    async with database.engine.begin() as connection:
        await connection.execute(_ALONE)
        taken = (await connection.execute(_TAKE, {"batch": _BATCH})).all()
        for question_id in _in_order(taken):
            await _bring(connection, question_id)
    return len(taken)


def _in_order(taken: Sequence[Any]) -> list[UUID]:
    """Each question once, the one that changed first before the others."""
    return list(dict.fromkeys(row.question_id for row in sorted(taken, key=lambda row: row.position)))


async def _bring(connection: AsyncConnection, question_id: UUID) -> None:
    known = select(public_answers.c.record).where(public_answers.c.question_id == question_id)
    before = (await connection.execute(known)).scalar()
    sources = await public_sources(connection, question_id)
    if sources is None or (before is not None and _goes_on_in_confidence(sources.question)):
        return
    record = public_record(sources)
    if record is not None and before is not None:
        record = keeping(record, msgspec.json.decode(before, type=PublicRecord))
    if record is not None and msgspec.json.encode(record) != before:
        await _put(connection, record)


def _goes_on_in_confidence(question: Mapping[str, Any]) -> bool:
    """In a new round, what is public stays as it is until that round is published too."""
    is_new_round = question["round"] > question["published_round"]
    return bool(is_new_round and question["publication"] in PUBLIC)


async def _put(connection: AsyncConnection, record: PublicRecord) -> None:
    values = {
        "code": record.code,
        "change": CHANGES.next_value(),
        "agency_id": record.agency_id,
        "agency_name": record.agency_name,
        "result": record.result.value,
        "published_at": record.published_at,
        "changed_at": record.changed_at,
        "withdrawn": record.withdrawn_at,
        "words": func.to_tsvector("simple", bindparam("folded", fold(words_of(record)))),
        "record": msgspec.json.encode(record),
    }
    row = insert(public_answers).values(question_id=record.question_id, **values)
    changed = {name: row.excluded[name] for name in values}
    await connection.execute(row.on_conflict_do_update(index_elements=["question_id"], set_=changed))

"""Reads what a public record is made of, inside the mirror's transaction."""

from collections.abc import Iterable, Sequence
from typing import Any, get_args
from uuid import UUID

import msgspec
from sqlalchemy import Column, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.questions.adapters.orm import (
    answers,
    metadata,
    question_acts,
    question_facts,
    questions,
    routings,
)
from services.questions.adapters.repositories import points_of
from services.questions.application.public_sources import ActOnFile, Hop, PublicSources
from services.questions.domain.answer import Answer
from services.questions.domain.history import Fact
from services.questions.domain.workflow import Act

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Fact)}
_SHOWN = (Act.TRANSFER_POINT, Act.END_EXCLUSIVITY, Act.WITHDRAW_ANSWER)
_GIVEN = tuple(column for column in answers.c if column.name != "content_hash")
_KNOWN = metadata.tables["known_agency"]


async def public_sources(connection: AsyncConnection, question_id: UUID) -> PublicSources | None:
    """Everything that is on file for one question; None where there is none."""
    found = await _rows(connection, select(questions).where(questions.c.id == question_id))
    if not found:
        return None

    async def of(wanted: Select[Any], key: Column[Any]) -> Sequence[Any]:
        return await _rows(connection, wanted.where(key == question_id))

    acts = select(question_acts).where(question_acts.c.act.in_(_SHOWN)).order_by(question_acts.c.position)
    facts = select(question_facts).order_by(question_facts.c.position)
    hops = select(routings).order_by(routings.c.position)
    sources = PublicSources(
        question=found[0],
        answers=[_answer(row) for row in await of(select(*_GIVEN), answers.c.question_id)],
        acts=[
            ActOnFile(row["act"], row["round"], row["at"], row["details"])
            for row in await of(acts, question_acts.c.question_id)
        ],
        facts=[
            msgspec.convert(row["data"], _KINDS[row["kind"]])
            for row in await of(facts, question_facts.c.question_id)
        ],
        hops=[Hop(row["routed_at"], row["agency_id"]) for row in await of(hops, routings.c.question_id)],
        names={},
    )
    return msgspec.structs.replace(sources, names=await _names(connection, _agencies(sources)))


def _answer(row: Any) -> Answer:
    return Answer(**{**row, "points": points_of(row["points"])})


def _agencies(sources: PublicSources) -> set[UUID]:
    sent = [
        UUID(act.details["agency_id"]) for act in sources.acts if act.details and "agency_id" in act.details
    ]
    return {*(hop.agency_id for hop in sources.hops), *sent}


async def _names(connection: AsyncConnection, agencies: Iterable[UUID]) -> dict[UUID, str]:
    """As they are called now; the answer itself keeps the name of its day."""
    wanted = select(_KNOWN.c.agency_id, _KNOWN.c.name).where(_KNOWN.c.agency_id.in_(list(agencies)))
    rows = await _rows(connection, wanted.order_by(_KNOWN.c.version))
    return {row["agency_id"]: row["name"] for row in rows}


async def _rows(connection: AsyncConnection, statement: Select[Any]) -> Sequence[Any]:
    return [dict(row) for row in (await connection.execute(statement)).mappings()]

"""Reads what a public record is made of; run inside the mirror's transaction."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.questions.adapters.orm import answers, questions, routings
from services.questions.application.public_record import (
    Happening,
    Moment,
    PublicRecord,
    PublicVersion,
    result_of,
    tombstone,
)
from services.questions.domain.answer import Answer
from services.questions.domain.model import Publication

_ANSWER = tuple(column for column in answers.c if column.name != "content_hash")


async def public_record(connection: AsyncConnection, question_id: UUID) -> PublicRecord | None:
    """The record as it must be now; None for a question that has never been public."""
    found = await _rows(connection, select(questions).where(questions.c.id == question_id))
    if not found or found[0]["published_at"] is None:
        return None
    return await _record(connection, found[0])


async def _record(connection: AsyncConnection, question: Any) -> PublicRecord:
    versions = await _versions(connection, question)
    newest = versions[-1]
    record = PublicRecord(
        question_id=question["id"],
        code=question["code"],
        title=question["title"],
        body=question["body"],
        result=result_of(question["outcome"], newest.points),
        agency_id=question["lead_agency_id"],
        agency_name=newest.agency_name,
        submitted_at=question["submitted_at"],
        due_at=question["due_at"],
        answered_at=question["answered_at"],
        on_time=question["answered_at"] < question["late_from"],
        published_at=question["published_at"],
        changed_at=max(question["published_at"], newest.at),
        timeline=await _timeline(connection, question, versions),
        versions=versions,
    )
    return tombstone(record) if question["publication"] == Publication.WITHDRAWN else record


async def _versions(connection: AsyncConnection, question: Any) -> tuple[PublicVersion, ...]:
    given = await _rows(
        connection,
        select(*_ANSWER).where(answers.c.question_id == question["id"]).order_by(answers.c.answered_at),
    )
    return tuple(_version(number, Answer(**row)) for number, row in enumerate(given, 1))


def _version(number: int, answer: Answer) -> PublicVersion:
    return PublicVersion(
        number=number,
        at=answer.answered_at,
        agency_name=answer.agency_name,
        spokesperson_name=answer.spokesperson_name,
        spokesperson_position=answer.spokesperson_position,
        form=answer.form.value,
        body=answer.body,
        content=answer.canonical(),
        content_hash=answer.content_hash(),
    )


async def _timeline(
    connection: AsyncConnection, question: Any, versions: Sequence[PublicVersion]
) -> tuple[Moment, ...]:
    hops = await _rows(
        connection, select(routings.c.routed_at).where(routings.c.question_id == question["id"])
    )
    moments = [Moment(kind=Happening.SUBMITTED, at=question["submitted_at"])]
    moments += [Moment(kind=Happening.ROUTED, at=hop["routed_at"]) for hop in hops]
    moments += [
        Moment(kind=Happening.ANSWERED if one.number == 1 else Happening.CORRECTED, at=one.at)
        for one in versions
    ]
    moments.append(Moment(kind=Happening.PUBLISHED, at=question["published_at"]))
    return tuple(sorted(moments, key=lambda moment: moment.at))


async def _rows(connection: AsyncConnection, statement: Any) -> Sequence[Any]:
    return list((await connection.execute(statement)).mappings())

"""The one statement that merges a batch into a projection; its rule is domain.model.latest, in SQL."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from services.metrics.adapters.orm import TABLES, Registers, columns
from services.metrics.domain.model import (
    AgencyFacts,
    PressAgencyFacts,
    Projection,
    QuestionFacts,
    ReporterFacts,
)
from shared.text import fold, sort_key


@cache
def statement(schema: str) -> str:
    """Takes the causes, then an array per column of each table; a row with nothing new is not written."""
    parts = [f"INSERT INTO {schema}.inbox (cause) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING"]
    number = 2
    for table, registers in TABLES.items():
        parts.append(_merge(schema, table, registers, number))
        number += len(columns(registers))
    heads = ", ".join(f"part{index} AS ({part})" for index, part in enumerate(parts[:-1]))
    return f"WITH {heads} {parts[-1]}"


def _merge(schema: str, table: str, registers: Registers, number: int) -> str:
    types = columns(registers)
    arrays = ", ".join(f"${number + index}::{kind}[]" for index, kind in enumerate(types.values()))
    changes = [
        f"{column} = CASE WHEN excluded.{version} > t.{version} THEN excluded.{column} ELSE t.{column} END"
        for version, governed in registers.items()
        for column in (*governed, version)
    ]
    newer = " OR ".join(f"excluded.{version} > t.{version}" for version in registers)
    return (
        f"INSERT INTO {schema}.{table} AS t ({', '.join(types)}) "  # noqa: S608 - names come from orm.TABLES
        f"SELECT * FROM unnest({arrays}) "
        f"ON CONFLICT (id) DO UPDATE SET {', '.join(changes)} WHERE {newer}"
    )


def parameters(projection: Projection, causes: Sequence[UUID]) -> tuple[object, ...]:
    """The statement's parameters; rows in the order of their ids, so that two writers cannot deadlock."""
    return (
        sorted(causes),
        *_arrays("agency", map(_agency, projection.agencies.values())),
        *_arrays("press_agency", map(_press_agency, projection.press_agencies.values())),
        *_arrays("reporter", map(_reporter, projection.reporters.values())),
        *_arrays("question", map(_question, projection.questions.values())),
    )


def _arrays(table: str, rows: Iterable[tuple[Any, ...]]) -> Sequence[Sequence[object]]:
    ordered = sorted(rows, key=lambda row: row[0])
    return list(zip(*ordered, strict=True)) if ordered else [()] * len(columns(TABLES[table]))


def _agency(facts: AgencyFacts) -> tuple[object, ...]:
    return (facts.id, facts.version, facts.code, facts.name, sort_key(facts.name), fold(facts.name))


def _press_agency(facts: PressAgencyFacts) -> tuple[object, ...]:
    return (facts.id, facts.version, facts.name, sort_key(facts.name), fold(facts.name))


def _reporter(facts: ReporterFacts) -> tuple[object, ...]:
    at, seen, standing = facts.affiliation, facts.verification, facts.standing
    return (
        facts.id,
        *((at.version, at.press_agency_id) if at else (0, None)),
        *((seen.version, seen.verified_at) if seen else (0, None)),
        *((standing.version, standing.suspended) if standing else (0, None)),
    )


def _question(facts: QuestionFacts) -> tuple[object, ...]:
    asked, lead, term = facts.submission, facts.lead, facts.term
    answer, public = facts.answer, facts.publication
    return (
        facts.id,
        *((asked.version, asked.press_agency_id, asked.submitted_at) if asked else (0, None, None)),
        *((lead.version, lead.agency_id) if lead else (0, None)),
        *((term.version, term.due_at) if term else (0, None)),
        *(
            (answer.version, answer.answered_at, answer.on_time, answer.office_minutes)
            if answer
            else _NO_ANSWER
        ),
        *((public.version, public.published_at) if public else (0, None)),
    )


_NO_ANSWER = (0, None, None, None)

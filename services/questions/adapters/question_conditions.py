"""Conditions on questions: who may see which, and what somebody looks for."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    false,
    not_,
    or_,
    text,
    true,
)

from services.questions.adapters.mentions import mentions
from services.questions.adapters.orm import questions
from services.questions.adapters.public_queries import publicly_mentioning
from services.questions.adapters.tables import HELPED
from services.questions.application.reading import QuestionFilter
from services.questions.domain.model import PUBLIC, STANDS, Publication
from services.questions.domain.visibility import Reader

Condition = ColumnElement[bool]


def _is_open() -> Condition:
    return and_(questions.c.status.not_in(STANDS), questions.c.paused_for.is_(None))


def times(now: datetime) -> tuple[ColumnElement[Any], ...]:
    """Whether it is overdue, and whether it was answered on time."""
    overdue = and_(_is_open(), questions.c.late_from <= now)
    on_time = questions.c.answered_at < questions.c.late_from
    return overdue.label("overdue"), on_time.label("on_time")


def visible(reader: Reader, wanted: QuestionFilter, *, often: bool) -> Condition:
    """The same rule as domain/visibility.py; tests/questions/test_visibility.py holds the two together.

    Words are sought where the reader may read: outside only in what is public, not in a clarification.
    `often` says that many texts have them (adapters/mentions.py).
    """
    inside = _known_to(reader)
    if wanted.q is not None:
        inside = and_(inside, mentions(wanted.q, often=often))
    if reader.oversees:
        return inside
    public: Condition = questions.c.publication.in_(PUBLIC)
    if wanted.asks_for_progress:
        # A reopened question goes on in confidence: what the public is not shown does not find it either.
        public = and_(public, questions.c.published_round == questions.c.round)
    if wanted.q is not None:
        public = and_(public, questions.c.id.in_(publicly_mentioning(wanted.q)))
    return or_(public, inside)


def _known_to(reader: Reader) -> Condition:
    """What the reader has a part in, published or not."""
    if reader.oversees:
        return true()
    own = {
        questions.c.reporter_id: reader.asks_as,
        questions.c.press_agency_id: reader.administers,
        questions.c.lead_agency_id: reader.answers_for,
    }
    mine = [column == value for column, value in own.items() if value is not None]
    if reader.reports_for is not None:
        of_newsroom = questions.c.press_agency_id == reader.reports_for
        mine.append(and_(of_newsroom, questions.c.publication == Publication.EXCLUSIVE))
    if reader.answers_for is not None:
        helped = text(f"questions.{HELPED}")
        mine.append(and_(helped, questions.c.helper_agency_ids.contains([reader.answers_for])))
    return or_(false(), *mine)


def conditions(wanted: QuestionFilter, now: datetime) -> list[Condition]:
    """What must hold for whoever asks; words are a matter of `visible`."""
    equal = {
        questions.c.status: wanted.status,
        questions.c.outcome: wanted.outcome,
        questions.c.publication: wanted.publication,
        questions.c.lead_agency_id: wanted.agency_id,
        questions.c.press_agency_id: wanted.press_agency_id,
    }
    found: list[Condition] = [column == value for column, value in equal.items() if value is not None]
    if wanted.due_before is not None:
        found.append(questions.c.due_at < wanted.due_before)
    if wanted.overdue is not None:
        late = and_(_is_open(), questions.c.late_from <= now)
        found.append(late if wanted.overdue else not_(late))
    return found

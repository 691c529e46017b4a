"""Conditions on questions: who may see which, and what somebody looks for."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    false,
    func,
    not_,
    or_,
    text,
    true,
)

from services.questions.adapters.mentions import mentions
from services.questions.adapters.orm import questions
from services.questions.adapters.public_queries import publicly_mentioning
from services.questions.adapters.public_tables import public_answers
from services.questions.adapters.tables import HELPED
from services.questions.application.reading import QuestionFilter
from services.questions.domain.model import PUBLIC, STANDS, Outcome, Publication, Status
from services.questions.domain.visibility import Reader

Condition = ColumnElement[bool]


def _is_open() -> Condition:
    return and_(questions.c.status.not_in(STANDS), questions.c.paused_for.is_(None))


def times(now: datetime) -> tuple[ColumnElement[Any], ...]:
    """Whether it is overdue, and whether it was answered on time."""
    overdue = and_(_is_open(), questions.c.late_from <= now)
    on_time = questions.c.answered_at < questions.c.late_from
    return overdue.label("overdue"), on_time.label("on_time")


def visible(reader: Reader, wanted: QuestionFilter, now: datetime, *, often: bool) -> Condition:
    """The same rule as domain/visibility.py; tests/questions/test_visibility.py holds the two together.

    Words and the state of the work are sought as the reader sees them: outside in what is public only, or
    what is found and what is not would tell of a clarification, or of a new round.
    `often` says that many texts have the words (adapters/mentions.py).
    """
    inside = and_(_known_to(reader), *_of_the_work(wanted, now))
    if wanted.q is not None:
        inside = and_(inside, mentions(wanted.q, often=often))
    if reader.oversees:
        return inside
    public: Condition = questions.c.publication.in_(PUBLIC)
    if wanted.asks_for_progress:
        public = and_(public, not_(_known_to(reader)), *_as_shown(wanted))
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


def conditions(wanted: QuestionFilter) -> list[Condition]:
    """What must hold for whoever asks; the rest is a matter of `visible`."""
    equal = {
        questions.c.publication: wanted.publication,
        questions.c.press_agency_id: wanted.press_agency_id,
    }
    return [column == value for column, value in equal.items() if value is not None]


def _as_shown(wanted: QuestionFilter) -> list[Condition]:
    """The state of the work as an outsider is shown it: closed and answered, as the published round was."""
    is_newest = questions.c.published_round == questions.c.round
    agency = func.coalesce(public_answers.c.agency_id, case((is_newest, questions.c.lead_agency_id)))
    due = func.coalesce(questions.c.published_due_at, questions.c.due_at)
    found: list[Condition] = []
    if wanted.status not in (None, Status.CLOSED) or wanted.outcome not in (None, Outcome.ANSWERED):
        found.append(false())
    if wanted.overdue:
        found.append(false())
    if wanted.agency_id is not None:
        found.append(agency == wanted.agency_id)
    if wanted.due_before is not None:
        found.append(due < wanted.due_before)
    return found


def _of_the_work(wanted: QuestionFilter, now: datetime) -> list[Condition]:
    """The state of the work as it is."""
    equal = {
        questions.c.status: wanted.status,
        questions.c.outcome: wanted.outcome,
        questions.c.lead_agency_id: wanted.agency_id,
    }
    found: list[Condition] = [column == value for column, value in equal.items() if value is not None]
    if wanted.due_before is not None:
        found.append(questions.c.due_at < wanted.due_before)
    if wanted.overdue is not None:
        late = and_(_is_open(), questions.c.late_from <= now)
        found.append(late if wanted.overdue else not_(late))
    return found

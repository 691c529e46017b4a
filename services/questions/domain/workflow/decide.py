"""The table applied: which row an act follows, or why it is refused, and what else could be done."""

from collections.abc import Mapping
from uuid import UUID

from services.questions.domain import errors
from services.questions.domain.model import Question, Status
from services.questions.domain.visibility import Reader
from services.questions.domain.workflow.table import TABLE
from services.questions.domain.workflow.words import Act, Part, Transition

SPEAKERS = frozenset({"spokesperson", "agency_head"})
OFFICE = "office"
"""The step of the clearance at a configured office outside the lead agency."""

REFUSALS: Mapping[Part, type[errors.DomainError]] = {
    Part.ASKER: errors.NotTheAsker,
    Part.DISPATCHER: errors.NotADispatcher,
    Part.LEAD: errors.NotTheLeadAgency,
    Part.SPEAKER: errors.NotAnActiveSpokesperson,
    Part.CLEARER: errors.NotTheClearer,
    Part.CONTRIBUTOR: errors.NotAContributor,
    Part.TIME: errors.ByTimeOnly,
}


def parts_of(reader: Reader, question: Question, office_id: UUID | None = None) -> frozenset[Part]:
    """What the reader is to the question; `office_id` holds the clearance step of that name."""
    leads = reader.answers_for is not None and reader.answers_for == question.lead_agency_id
    found = {
        Part.ASKER: reader.asks_as is not None and reader.asks_as == question.reporter_id,
        Part.DISPATCHER: reader.routes,
        Part.LEAD: leads,
        Part.SPEAKER: leads and bool(reader.roles & SPEAKERS),
        Part.CONTRIBUTOR: reader.answers_for in question.helper_agency_ids and not leads,
        Part.CLEARER: _clears(reader, question, leads, office_id),
    }
    return frozenset(part for part, holds in found.items() if holds)


def _clears(reader: Reader, question: Question, leads: bool, office_id: UUID | None) -> bool:
    if not question.clearance:
        return False
    step = question.clearance[0]
    if step == OFFICE:
        return office_id is not None and reader.answers_for == office_id
    return leads and step in reader.roles


def decide(act: Act, parts: frozenset[Part], question: Question, version: int) -> Transition:
    """The row of the act for one of the parts in the question's status; raises what stands in its way.

    Whoever has no part is refused before the version that he has read is looked at: it counts what goes on
    in confidence, and guesses of it must tell nothing.
    """
    rows = [row for row in TABLE if row.act is act]
    mine = [row for row in rows if parts.intersection(row.by)]
    if not mine:
        raise REFUSALS[rows[0].by[0]]
    question.expect(version)
    here = [row for row in mine if question.status in row.at]
    if not here:
        if question.status is Status.CLOSED:
            raise errors.QuestionClosed
        raise errors.WrongStatus(status=question.status.value)
    for condition in here[0].when:
        if not condition.holds(question):
            raise condition.refusal
    return here[0]


def possible(parts: frozenset[Part], question: Question) -> tuple[Act, ...]:
    """Every act that the table allows now, in its order; facts outside the question may still refuse it."""
    return tuple(
        dict.fromkeys(
            row.act
            for row in TABLE
            if parts.intersection(row.by)
            and question.status in row.at
            and all(condition.holds(question) for condition in row.when)
        )
    )

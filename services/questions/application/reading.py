"""Reads, each with its object check: whoever may not see a question does not learn that there is one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import msgspec
from msgspec import structs

from services.questions.application.deadline_views import DeadlineView, EscalationView, deadline_view
from services.questions.application.office import local_date
from services.questions.application.ports import Rules
from services.questions.application.views import AnswerView, PointView, QuestionSummary, QuestionView
from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.errors import AnswerNotFound, QuestionNotFound
from services.questions.domain.history import Fact, Published, Received
from services.questions.domain.model import ExtensionState, Outcome, Publication, Status
from services.questions.domain.visibility import Reader, is_insider, may_read, shares_newsroom
from shared.i18n import Language

Position = tuple[datetime, UUID]
"""The last item of a page: newest first, the id where two were submitted at one instant."""


class QuestionFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader looks for; every condition that is set must hold."""

    status: Status | None = None
    outcome: Outcome | None = None
    publication: Publication | None = None
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None
    due_before: datetime | None = None
    overdue: bool | None = None
    q: str | None = None

    @property
    def asks_for_progress(self) -> bool:
        """Whether it looks for what the public is shown otherwise of a reopened question."""
        of_the_work = (self.status, self.outcome, self.due_before, self.overdue, self.agency_id)
        return any(each is not None for each in of_the_work)


V = TypeVar("V", bound=QuestionSummary)


class Shown(msgspec.Struct, frozen=True):
    """What is public of a question: round, times, who answered, the question before if public, the points."""

    round: int
    due_at: datetime | None
    answered_at: datetime | None
    agency_id: UUID | None
    parent_id: UUID | None = None
    points: Sequence[PointView] = ()


class Known(msgspec.Struct, Generic[V], frozen=True):
    """A question as it is, and what of it is public."""

    view: V
    shown: Shown


class Queries(Protocol):
    """SQL that fills the views; the list asks for what the reader may see only."""

    async def question(self, question_id: UUID, now: datetime) -> Known[QuestionView] | None:
        """One question, whoever asks."""

    async def questions(
        self, wanted: QuestionFilter, reader: Reader, now: datetime, after: Position | None, limit: int
    ) -> Sequence[Known[QuestionSummary]]:
        """Up to `limit` questions that the reader may see, newest first."""

    async def answer(self, question_id: UUID, round_: int) -> AnswerView | None:
        """The latest edition of the last answer up to the round, whoever asks."""

    async def rules(self, policy_version: str, calendar_version: str) -> Rules:
        """The rules that a question was opened under."""

    async def history(self, question_id: UUID) -> Sequence[Fact]:
        """The facts of its clocks after the receipt."""

    async def publish_calendar(self, question_id: UUID) -> str | None:
        """By which version its publication is due; None where that is the question's own."""

    async def calendars(self, first: date, last: date) -> Sequence[WorkCalendar]:
        """Those that have a day between the two, both included; the newest first."""

    async def escalations(self, question_id: UUID) -> Sequence[EscalationView]:
        """Who was told that it is late, in order."""

    async def rules_at(self, day: date, policy_version: str | None) -> Rules | None:
        """The rules of what is received on the day; of this policy where one is named."""


async def read_question(question_id: UUID, reader: Reader, now: datetime, queries: Queries) -> QuestionView:
    """One question; raises QuestionNotFound."""
    found = await queries.question(question_id, now)
    if found is None or not may_read(reader, found.view):
        raise QuestionNotFound
    return as_seen(found, reader)


async def list_questions(
    wanted: QuestionFilter,
    reader: Reader,
    now: datetime,
    queries: Queries,
    *,
    after: Position | None,
    limit: int,
) -> list[QuestionSummary]:
    """What the reader may see of what he looks for."""
    found = await queries.questions(wanted, reader, now, after, limit)
    return [as_seen(each, reader) for each in found if may_read(reader, each.view)]


async def insiders_view(question_id: UUID, reader: Reader, now: datetime, queries: Queries) -> QuestionView:
    """One question for who takes part in it; raises QuestionNotFound for everybody else."""
    found = await queries.question(question_id, now)
    if found is None or not is_insider(reader, found.view):
        raise QuestionNotFound
    return found.view


def as_seen(found: Known[V], reader: Reader) -> V:
    """An outsider sees the published round and nothing of what goes on inside, a new round included."""
    view, shown = found.view, found.shown
    if is_insider(reader, view):
        return view
    if shares_newsroom(reader, view):
        return msgspec.structs.replace(view, reporter_id=None, helper_agency_ids=[], clearance=[])
    due_at, answered_at = shown.due_at or view.due_at, shown.answered_at
    points = {"points": list(shown.points)} if isinstance(view, QuestionView) else {}
    return msgspec.structs.replace(
        view,
        **points,
        reporter_id=None,
        parent_id=shown.parent_id,
        lead_agency_id=shown.agency_id or (view.lead_agency_id if shown.round == view.round else None),
        routed_at=None,
        accepted_at=None,
        version=shown.round,
        status=Status.CLOSED,
        outcome=Outcome.ANSWERED,
        round=shown.round,
        due_at=due_at,
        overdue=False,
        answered_at=answered_at,
        on_time=None if answered_at is None else answered_at <= due_at,
        helper_agency_ids=[],
        clearance=[],
        extension=ExtensionState.NONE,
        exclusive_until=None,
    )


async def read_answer(question_id: UUID, reader: Reader, now: datetime, queries: Queries) -> AnswerView:
    """The released answer; raises QuestionNotFound or AnswerNotFound."""
    question = await read_question(question_id, reader, now, queries)
    answer = await queries.answer(question_id, question.round)
    if answer is None:
        raise AnswerNotFound
    return msgspec.structs.replace(answer, question_version=question.version)


async def read_deadline(
    question_id: UUID, reader: Reader, now: datetime, queries: Queries, language: Language
) -> DeadlineView:
    """The due time with its trace, derived again from the rules the question was opened under."""
    question = await read_question(question_id, reader, now, queries)
    rules = await queries.rules(question.policy_version, question.calendar_version)
    facts = await queries.history(question_id)
    if not (is_insider(reader, question) or shares_newsroom(reader, question)):
        facts = _until_published(facts)
    history = [Received(question.submitted_at), *facts]
    at_work = {question.lead_agency_id, *question.helper_agency_ids} - {None}
    official = reader.oversees or reader.answers_for in at_work
    seen_at = now if official and reader.roles else None
    if seen_at is None:
        return deadline_view(question, history, rules, language, None)
    others = await queries.calendars(local_date(question.submitted_at), local_date(now))
    publishing = await queries.publish_calendar(question_id)
    moved = None if publishing is None else await queries.rules(question.policy_version, publishing)
    view = deadline_view(question, history, rules, language, now, others=others, moved=moved)
    return structs.replace(view, escalations=tuple(await queries.escalations(question_id)))


def _until_published(facts: Sequence[Fact]) -> Sequence[Fact]:
    """What led to the last publication; a new round goes on in confidence."""
    published = [place for place, fact in enumerate(facts, 1) if isinstance(fact, Published)]
    return facts[: published[-1]] if published else facts

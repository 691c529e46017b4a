"""What a reader gets; an outsider never learns who asked."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.questions.domain.answer import Answer, PointAnswer, StatementForm
from services.questions.domain.model import ExtensionState, Outcome, PointState, Publication, Question, Status
from services.questions.domain.steps import StepKind


class QuestionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A question in a list; `reporter_id` is null for readers who have no part in it."""

    id: UUID
    code: str
    title: str
    status: Status
    outcome: Outcome
    publication: Publication
    reporter_id: UUID | None
    press_agency_id: UUID
    addressed_agency_id: UUID | None
    lead_agency_id: UUID | None
    submitted_at: datetime
    due_at: datetime
    overdue: bool
    on_time: bool | None
    routed_at: datetime | None
    accepted_at: datetime | None
    answered_at: datetime | None
    published_at: datetime | None
    policy_version: str
    calendar_version: str
    release_id: UUID | None = None
    version: int
    parent_id: UUID | None
    round: int
    helper_agency_ids: list[UUID]
    clearance: list[str]
    extension: ExtensionState
    exclusive_until: datetime | None


class PointView(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered part of a question."""

    number: int
    text: str
    state: PointState


class QuestionView(QuestionSummary, frozen=True, kw_only=True):
    """One question; `version` is also its ETag."""

    body: str
    points: list[PointView]


class AnswerView(msgspec.Struct, frozen=True, kw_only=True):
    """A released answer; `content_hash` is SHA-256 of its canonical form, `question_version` an ETag."""

    id: UUID
    question_id: UUID
    agency_id: UUID
    agency_name: str
    spokesperson_name: str
    spokesperson_position: str
    form: StatementForm
    body: str
    answered_at: datetime
    on_time: bool
    office_minutes: int
    content_hash: str
    round: int
    edition: int
    points: tuple[PointAnswer, ...]
    corrected_at: datetime | None
    correction_reason: str | None
    question_version: int


class TraceStep(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a term, with the sentence that explains it in the reader's language."""

    date: date
    kind: StepKind
    number: int | None
    minutes: int | None
    text: str


def question_view(question: Question, now: datetime) -> QuestionView:
    """The aggregate as its own people see it, without another read."""
    return QuestionView(
        id=question.id,
        code=question.code,
        title=question.title,
        body=question.body,
        status=question.status,
        outcome=question.outcome,
        publication=question.publication,
        reporter_id=question.reporter_id,
        press_agency_id=question.press_agency_id,
        addressed_agency_id=question.addressed_agency_id,
        lead_agency_id=question.lead_agency_id,
        submitted_at=question.submitted_at,
        due_at=question.due_at,
        overdue=question.runs and question.is_late(now),
        on_time=None if question.answered_at is None else not question.is_late(question.answered_at),
        routed_at=question.routed_at,
        accepted_at=question.accepted_at,
        answered_at=question.answered_at,
        published_at=question.published_at,
        policy_version=question.policy_version,
        calendar_version=question.calendar_version,
        release_id=question.release_id,
        version=question.version,
        parent_id=question.parent_id,
        round=question.round,
        helper_agency_ids=question.helper_agency_ids,
        clearance=question.clearance,
        extension=question.extension,
        exclusive_until=question.exclusive_until,
        points=msgspec.convert(question.points, list[PointView]),
    )


def answer_view(answer: Answer, question_version: int) -> AnswerView:
    """The answer as it was released."""
    return AnswerView(
        id=answer.id,
        question_id=answer.question_id,
        agency_id=answer.agency_id,
        agency_name=answer.agency_name,
        spokesperson_name=answer.spokesperson_name,
        spokesperson_position=answer.spokesperson_position,
        form=answer.form,
        body=answer.body,
        answered_at=answer.answered_at,
        on_time=answer.on_time,
        office_minutes=answer.office_minutes,
        content_hash=answer.content_hash(),
        round=answer.round,
        edition=answer.edition,
        points=answer.points,
        corrected_at=answer.corrected_at,
        correction_reason=answer.correction_reason,
        question_version=question_version,
    )

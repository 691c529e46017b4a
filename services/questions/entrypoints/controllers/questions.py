"""Asking and reading."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation

from services.questions.adapters.queries import SqlQueries
from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application import reading
from services.questions.application.commands import SubmitQuestion
from services.questions.application.deadline_views import DeadlineView
from services.questions.application.desk.asked import AskedView, asked_view
from services.questions.application.handlers import submit_question
from services.questions.application.reading import QuestionFilter
from services.questions.application.views import (
    AnswerView,
    QuestionSummary,
    QuestionView,
)
from services.questions.domain import errors
from services.questions.domain.desk_errors import ReleaseUnknown
from services.questions.domain.model import Outcome, Publication, Question, Status
from services.questions.entrypoints.controllers.callers import reader_of
from services.questions.entrypoints.desk_parts import Advice
from services.questions.entrypoints.schemas import SubmitQuestionRequest
from shared.i18n import negotiate
from shared.ids import uuid7
from shared.web.auth import Principal, Role, public, requires
from shared.web.conditional import etag
from shared.web.errors import language_of
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Queries = NamedDependency[SkipValidation[SqlQueries]]
Helps = NamedDependency[SkipValidation[Advice]]
Now = NamedDependency[SkipValidation[datetime]]
Visitor = NamedDependency[SkipValidation[Principal | None]]

Words = Annotated[
    str | None,
    QueryParameter(
        min_length=1,
        max_length=200,
        description="Words, with or without Vietnamese accents; `-word` leaves out what has the word.",
    ),
]
AgencyId = Annotated[UUID | None, QueryParameter(description="The agency that it lies with now.")]
PressAgencyId = Annotated[UUID | None, QueryParameter(description="The newsroom that asked.")]
DueBefore = Annotated[datetime | None, QueryParameter(description="Due before this instant.")]
Overdue = Annotated[bool | None, QueryParameter(description="Open and late, or not.")]
OfStatus = Annotated[Status | None, QueryParameter(description="Where the work stands.")]
OfOutcome = Annotated[Outcome | None, QueryParameter(description="What came of it.")]
OfPublication = Annotated[Publication | None, QueryParameter(description="Whether it is public.")]


class QuestionController(Controller):
    """Questions as their askers put them and as others may read them."""

    path = "/questions"
    tags = ("questions",)

    @post(
        operation_id="SubmitQuestion",
        summary="Ask a question",
        guards=[requires(Role.reporter)],
        opt={
            "errors": (
                errors.ReporterNotVerified,
                errors.AgencyUnknown,
                ReleaseUnknown,
                errors.InvalidText,
                errors.EmptyText,
                errors.TooManyQuestions,
                errors.NoPolicyInForce,
                errors.CalendarTooShort,
            )
        },
    )
    async def submit(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[SubmitQuestionRequest],
        principal: NamedDependency[Principal],
        uow: Uow,
        advice: Helps,
    ) -> Response[AskedView]:
        """The term runs from now on; the answer says when it ends, and what the question leaves open."""
        command = SubmitQuestion(
            question_id=uuid7(),
            reporter_id=principal.reporter_id,
            title=data.title,
            body=data.body,
            addressed_agency_id=data.addressed_agency_id,
            release_id=data.release_id,
        )

        def present(question: Question) -> AskedView:
            text = f"{question.title}\n{question.body}"
            return asked_view(question, advice.hinting.hints(text, language_of(request)))

        return await perform(request, uow, submit_question, command, present, headers=_location)

    @get(
        operation_id="ListQuestions",
        summary="Find questions",
        guards=[public],
        opt={"errors": (errors.OnlyExclusions,)},
    )
    async def page(  # noqa: PLR0913 - one argument for each filter
        self,
        visitor: Visitor,
        queries: Queries,
        now: Now,
        status: OfStatus = None,
        outcome: OfOutcome = None,
        publication: OfPublication = None,
        agency_id: AgencyId = None,
        press_agency_id: PressAgencyId = None,
        due_before: DueBefore = None,
        overdue: Overdue = None,
        q: Words = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[QuestionSummary]:
        """What the caller may see, newest first; without a token that is what has been published."""
        wanted = QuestionFilter(
            status=status,
            outcome=outcome,
            publication=publication,
            agency_id=agency_id,
            press_agency_id=press_agency_id,
            due_before=due_before,
            overdue=overdue,
            q=q,
        )
        after = decode(cursor, datetime, UUID)
        found = await reading.list_questions(
            wanted, reader_of(visitor), now, queries, after=after, limit=limit + 1
        )
        return page_of(found, limit, lambda last: (last.submitted_at, last.id))

    @get(
        "/{question_id:uuid}",
        operation_id="ReadQuestion",
        summary="Read a question",
        guards=[public],
        opt={"errors": (errors.QuestionNotFound,)},
    )
    async def one(
        self, question_id: FromPath[UUID], visitor: Visitor, queries: Queries, now: Now
    ) -> Response[QuestionView]:
        """With its ETag, which changes need in If-Match."""
        view = await reading.read_question(question_id, reader_of(visitor), now, queries)
        return Response(view, headers={"etag": etag(view.version)})

    @get(
        "/{question_id:uuid}/deadline",
        operation_id="ReadDeadline",
        summary="When the answer is due, and why",
        guards=[public],
        opt={"errors": (errors.QuestionNotFound,)},
    )
    async def deadline(
        self,
        request: Request[Any, Any, Any],
        question_id: FromPath[UUID],
        visitor: Visitor,
        queries: Queries,
        now: Now,
    ) -> Response[DeadlineView]:
        """The trace names each counted and skipped day, in the language of Accept-Language."""
        language = negotiate(request.headers.get("accept-language"))
        view = await reading.read_deadline(question_id, reader_of(visitor), now, queries, language)
        return Response(view, headers={"content-language": language, "vary": "Accept-Language"})

    @get(
        "/{question_id:uuid}/answer",
        operation_id="ReadAnswer",
        summary="Read the answer",
        guards=[public],
        opt={"errors": (errors.QuestionNotFound, errors.AnswerNotFound)},
    )
    async def answer(
        self, question_id: FromPath[UUID], visitor: Visitor, queries: Queries, now: Now
    ) -> Response[AnswerView]:
        """As the spokesperson released it; the ETag is the question's."""
        view = await reading.read_answer(question_id, reader_of(visitor), now, queries)
        return Response(view, headers={"etag": etag(view.question_version)})


def _location(view: AskedView) -> Mapping[str, str]:
    return {"location": f"/questions/v1/questions/{view.id}"}

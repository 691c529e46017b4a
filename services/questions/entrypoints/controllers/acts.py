"""What is done with a question, by IOC and by the agency; each needs the version that the caller has read."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application.commands import (
    AcceptQuestion,
    AnswerQuestion,
    PublishAnswer,
    RouteQuestion,
)
from services.questions.application.handlers import (
    accept_question,
    answer_question,
    publish_answer,
    route_question,
)
from services.questions.application.ports import Answered
from services.questions.application.views import AnswerView, QuestionView, answer_view, question_view
from services.questions.domain import errors
from services.questions.domain.model import Question
from services.questions.entrypoints.controllers.callers import reader_of
from services.questions.entrypoints.schemas import AnswerQuestionRequest, RouteQuestionRequest
from shared.ids import uuid7
from shared.web.auth import Principal, Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform

Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Caller = NamedDependency[Principal]
Version = NamedDependency[int]

AGENCY = (Role.focal_officer, Role.agency_head, Role.spokesperson)
FOUND = (errors.QuestionNotFound, errors.StaleQuestion, errors.QuestionClosed)


class ActController(Controller):
    """Routing, acceptance, answer and publication of one question."""

    path = "/questions/{question_id:uuid}"
    tags = ("questions",)

    @post(
        "/routing",
        operation_id="RouteQuestion",
        summary="Send a question to the agency that shall answer",
        status_code=200,
        guards=[requires(Role.ioc_dispatcher)],
        opt={"errors": (*FOUND, errors.AlreadyRoutedThere, errors.AgencyUnknown, errors.InvalidText)},
    )
    async def route(
        self,
        request: Request[Any, Any, Any],
        question_id: FromPath[UUID],
        data: JSONBody[RouteQuestionRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[QuestionView]:
        """Again as often as needed until it is closed; the term is never reset."""
        command = RouteQuestion(
            question_id=question_id,
            actor=reader_of(principal),
            account_id=principal.account_id,
            agency_id=data.agency_id,
            reason=data.reason,
            expected_version=expected_version,
        )
        return await perform(request, uow, route_question, command, _as_it_is(uow), status=200)

    @post(
        "/acceptance",
        operation_id="AcceptQuestion",
        summary="Take a question up",
        status_code=200,
        guards=[requires(*AGENCY)],
        opt={"errors": (*FOUND, errors.NotTheLeadAgency, errors.WrongStatus)},
    )
    async def accept(
        self,
        request: Request[Any, Any, Any],
        question_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[QuestionView]:
        """By the people of the agency to which it was routed."""
        command = AcceptQuestion(
            question_id=question_id, actor=reader_of(principal), expected_version=expected_version
        )
        return await perform(request, uow, accept_question, command, _as_it_is(uow), status=200)

    @post(
        "/answer",
        operation_id="AnswerQuestion",
        summary="Release the answer",
        guards=[requires(Role.spokesperson, Role.agency_head)],
        opt={
            "errors": (
                *FOUND,
                errors.NotTheLeadAgency,
                errors.NotAnActiveSpokesperson,
                errors.WrongStatus,
                errors.InvalidText,
                errors.EmptyText,
            )
        },
    )
    async def answer(
        self,
        request: Request[Any, Any, Any],
        question_id: FromPath[UUID],
        data: JSONBody[AnswerQuestionRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[AnswerView]:
        """By an active spokesperson of the lead agency: the clock stops and the question is closed."""
        command = AnswerQuestion(
            answer_id=uuid7(),
            question_id=question_id,
            actor=reader_of(principal),
            account_id=principal.account_id,
            form=data.form,
            body=data.body,
            expected_version=expected_version,
        )
        return await perform(request, uow, answer_question, command, _answered, headers=_answer_headers)

    @post(
        "/publication",
        operation_id="PublishAnswer",
        summary="Make question and answer public",
        status_code=200,
        guards=[requires(*AGENCY, Role.ioc_dispatcher)],
        opt={"errors": (*FOUND[:2], errors.NotTheLeadAgency, errors.WrongStatus, errors.AlreadyPublished)},
    )
    async def publish(
        self,
        request: Request[Any, Any, Any],
        question_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[QuestionView]:
        """By the people of the lead agency or by IOC, after the answer was released."""
        command = PublishAnswer(
            question_id=question_id, actor=reader_of(principal), expected_version=expected_version
        )
        return await perform(request, uow, publish_answer, command, _as_it_is(uow), status=200)


def _as_it_is(uow: QuestionsUnitOfWork) -> Callable[[Question], QuestionView]:
    return lambda question: question_view(question, uow.now())


def _answered(done: Answered) -> AnswerView:
    return answer_view(done.answer, done.question.version)


def _answer_headers(view: AnswerView) -> Mapping[str, str]:
    return {
        "location": f"/questions/v1/questions/{view.question_id}/answer",
        "etag": etag(view.question_version),
    }

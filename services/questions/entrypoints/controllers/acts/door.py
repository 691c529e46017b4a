"""The one door of all acts: path, body and errors come from a route and from the workflow's table.

Whoever has signed in gets in: the table refuses whom it has no row for, and can say what he could do instead.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal
from uuid import UUID

import msgspec
from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, SkipValidation

from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application.commands import ActOnQuestion
from services.questions.application.commands.details import Detail
from services.questions.application.handlers import Done, act_on_question
from services.questions.application.views import AnswerView, QuestionView, answer_view, question_view
from services.questions.domain import errors
from services.questions.domain.errors import DomainError
from services.questions.domain.workflow import TABLE, Act, Part
from services.questions.domain.workflow.decide import REFUSALS
from services.questions.entrypoints.controllers.callers import reader_of
from shared.ids import uuid7
from shared.web.auth import Principal, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform

Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Caller = NamedDependency[Principal]
Version = NamedDependency[int]
AnyRequest = Request[Any, Any, Any]

FOUND = (errors.QuestionNotFound, errors.StaleQuestion, errors.QuestionClosed, errors.WrongStatus)


class ActRoute(msgspec.Struct, frozen=True, kw_only=True):
    """One act over HTTP: where, what it says, which body it takes and what it answers."""

    act: Act
    path: str
    operation_id: str
    summary: str
    says: str
    details: type[Detail] | None = None
    errors: tuple[type[DomainError], ...] = ()
    answers: Literal["question", "answer", "new question"] = "question"


def door(route: ActRoute) -> HTTPRouteHandler:
    """The route handler; its annotations are set here, for Litestar reads them."""
    handle: Any = _with_body(route) if route.details else _without_body(route)
    if route.details:
        handle.__annotations__["data"] = JSONBody[route.details]  # type: ignore[misc,name-defined]  # made here
    view = AnswerView if route.answers == "answer" else QuestionView
    handle.__annotations__["return"] = Response[view]  # type: ignore[valid-type]  # made here
    handle.__name__, handle.__doc__ = route.act.value, route.says
    handler: HTTPRouteHandler = post(
        route.path,
        operation_id=route.operation_id,
        summary=route.summary,
        description=f"{route.says} By: {_by(route.act)}.",
        status_code=_status(route),
        guards=[requires()],
        opt={"errors": _errors(route)},
    )(handle)
    return handler


def _with_body(route: ActRoute) -> Callable[..., Any]:
    async def handle(
        request: AnyRequest,
        question_id: FromPath[UUID],
        data: Any,
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Any:
        command = _command(route, question_id, principal, expected_version)
        return await _answered(route, request, msgspec.structs.replace(command, details=data), uow)

    return handle


def _without_body(route: ActRoute) -> Callable[..., Any]:
    async def handle(
        request: AnyRequest,
        question_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Any:
        return await _answered(route, request, _command(route, question_id, principal, expected_version), uow)

    return handle


def _command(route: ActRoute, question_id: UUID, principal: Principal, version: int) -> ActOnQuestion:
    return ActOnQuestion(
        act=route.act,
        question_id=question_id,
        actor=reader_of(principal),
        account_id=principal.account_id,
        expected_version=version,
        new_id=uuid7(),
    )


async def _answered(
    route: ActRoute, request: AnyRequest, command: ActOnQuestion, uow: QuestionsUnitOfWork
) -> Response[Any]:
    def present(done: Done) -> QuestionView | AnswerView:
        if route.answers == "answer" and done.answer is not None:
            return answer_view(done.answer, done.question.version)
        new = done.child if route.answers == "new question" else None
        return question_view(new or done.question, uow.now())

    status, headers = _status(route), _headers if route.answers != "question" else None
    return await perform(request, uow, act_on_question, command, present, status=status, headers=headers)


def _headers(view: QuestionView | AnswerView) -> Mapping[str, str]:
    if isinstance(view, AnswerView):
        place = f"/questions/v1/questions/{view.question_id}/answer"
        return {"location": place, "etag": etag(view.question_version)}
    return {"location": f"/questions/v1/questions/{view.id}"}


def _status(route: ActRoute) -> int:
    return 200 if route.answers == "question" else 201


def _by(act: Act) -> str:
    return ", ".join(dict.fromkeys(part.value for row in TABLE if row.act is act for part in row.by))


def _errors(route: ActRoute) -> tuple[type[DomainError], ...]:
    rows = [row for row in TABLE if row.act is route.act]
    spoken = [errors.NotAnActiveSpokesperson] if any(Part.SPEAKER in row.by for row in rows) else []
    texts = [errors.InvalidText, errors.EmptyText] if route.details else []
    refused = [REFUSALS[row.by[0]] for row in rows]
    conditions = [condition.refusal for row in rows for condition in row.when]
    return tuple(dict.fromkeys([*FOUND, *refused, *spoken, *conditions, *texts, *route.errors]))

"""What is done with an incident; each act needs the version that the caller has read."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application.incidents.commands import LinkQuestion, RecordAct, ReleaseStatement
from services.questions.application.incidents.handlers import link_question, record_act, release_statement
from services.questions.application.incidents.views import (
    IncidentView,
    StatementView,
    incident_view,
    statement_view,
)
from services.questions.domain import errors, incident_errors
from services.questions.domain.incidents import Act, Incident
from services.questions.entrypoints.controllers.callers import account_of, reader_of
from services.questions.entrypoints.incident_schemas import (
    LinkQuestionRequest,
    RecordActRequest,
    ReleaseStatementRequest,
)
from shared.ids import uuid7
from shared.web.auth import Principal, Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform

Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Caller = NamedDependency[Principal]
Version = NamedDependency[int]

AGENCY = (Role.focal_officer, Role.agency_head, Role.spokesperson)
FOUND = (
    incident_errors.IncidentNotFound,
    incident_errors.StaleIncident,
    incident_errors.NotYourIncident,
)

RECORDED = (
    *FOUND,
    incident_errors.AlreadyRecorded,
    incident_errors.ActInTheFuture,
    incident_errors.ActTooLongAgo,
)


class IncidentActController(Controller):
    """The two acts that the law names, the first statement, and the questions of the press about it."""

    path = "/incidents/{incident_id:uuid}"
    tags = ("incidents",)

    @post(
        "/receipt",
        operation_id="RecordReceipt",
        summary="Record when the agency received and handled the matter",
        status_code=200,
        guards=[requires(Role.agency_head, Role.department_officer)],
        opt={"errors": RECORDED},
    )
    async def receipt(
        self,
        request: Request[Any, Any, Any],
        incident_id: FromPath[UUID],
        data: JSONBody[RecordActRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[IncidentView]:
        """Starts the 24 hours of article 7.3."""
        command = _act(incident_id, principal, data, expected_version, Act.RECEIPT)
        return await perform(request, uow, record_act, command, as_it_is(uow), status=200)

    @post(
        "/impact",
        operation_id="DetermineImpact",
        summary="Record when the agency determined that opinion is affected",
        status_code=200,
        guards=[requires(Role.agency_head, Role.department_officer)],
        opt={"errors": RECORDED},
    )
    async def impact(
        self,
        request: Request[Any, Any, Any],
        incident_id: FromPath[UUID],
        data: JSONBody[RecordActRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[IncidentView]:
        """Starts the 24 hours of article 7.4."""
        command = _act(incident_id, principal, data, expected_version, Act.IMPACT)
        return await perform(request, uow, record_act, command, as_it_is(uow), status=200)

    @post(
        "/statement",
        operation_id="ReleaseFirstStatement",
        summary="Give the press the first information",
        guards=[requires(Role.spokesperson, Role.agency_head)],
        opt={
            "errors": (
                *FOUND,
                errors.NotAnActiveSpokesperson,
                incident_errors.AlreadyStated,
                errors.InvalidText,
                errors.EmptyText,
            )
        },
    )
    async def state(
        self,
        request: Request[Any, Any, Any],
        incident_id: FromPath[UUID],
        data: JSONBody[ReleaseStatementRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[StatementView]:
        """By an active spokesperson of the agency: the clock stops, and everybody may read it."""
        command = ReleaseStatement(
            incident_id=incident_id,
            statement_id=uuid7(),
            actor=reader_of(principal),
            account_id=account_of(principal),
            form=data.form,
            body=data.body,
            expected_version=expected_version,
        )
        return await perform(
            request, uow, release_statement, command, statement_view, headers=_statement_headers
        )

    @post(
        "/questions",
        operation_id="LinkQuestionToIncident",
        summary="Link a question of the press",
        status_code=200,
        guards=[requires(Role.ioc_dispatcher, *AGENCY)],
        opt={"errors": (*FOUND, errors.QuestionNotFound, incident_errors.AlreadyLinked)},
    )
    async def link(
        self,
        request: Request[Any, Any, Any],
        incident_id: FromPath[UUID],
        data: JSONBody[LinkQuestionRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[IncidentView]:
        """The answer has no list of questions in it; read the incident for that."""
        command = LinkQuestion(
            incident_id=incident_id,
            question_id=data.question_id,
            actor=reader_of(principal),
            expected_version=expected_version,
        )
        return await perform(request, uow, link_question, command, as_it_is(uow), status=200)


def _act(
    incident_id: UUID, principal: Principal, data: RecordActRequest, expected_version: int, act: Act
) -> RecordAct:
    return RecordAct(
        incident_id=incident_id,
        actor=reader_of(principal),
        account_id=account_of(principal),
        act=act,
        at=data.at,
        expected_version=expected_version,
    )


def as_it_is(uow: QuestionsUnitOfWork) -> Callable[[Incident], IncidentView]:
    """The view of an incident that was changed, without what hangs on it."""
    return lambda incident: incident_view(incident, uow.now())


def _statement_headers(view: StatementView) -> Mapping[str, str]:
    return {
        "location": f"/questions/v1/incidents/{view.incident_id}/statement",
        "etag": etag(view.incident_version),
    }

"""Requests about personal data: asked by the person, answered by an officer within two working days."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.identity.application.commands import AskAboutData, DecideDataRequest
from services.identity.application.handlers import ask_about_data, decide_data_request
from services.identity.application.views import DataRequestView
from services.identity.domain import errors
from services.identity.domain.model import RequestStatus
from services.identity.entrypoints.controllers.dependencies import Caller, Parts, Queries, Uow, Version
from services.identity.entrypoints.schemas import AskAboutDataRequest, DecideRequest, actor_of, plain
from shared.ids import uuid7
from shared.web.auth import Principal, Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

OFFICERS = (Role.department_officer, Role.administrator)
OfStatus = Annotated[RequestStatus | None, QueryParameter(description="Where the request stands.")]
DECISIONS = (
    errors.UnknownDataRequest,
    errors.StaleVersion,
    errors.NothingToDecide,
    errors.NotAllowed,
    errors.AccountRequired,
    errors.InvalidText,
)


class DataRequestController(Controller):
    """What people ask about the data kept of them."""

    path = "/data-requests"
    tags = ("personal data",)

    @post(
        operation_id="AskAboutData",
        summary="Have my data corrected or erased",
        guards=[requires()],
        opt={"errors": (errors.AccountRequired, errors.DataRequestOpen, errors.InvalidText)},
    )
    async def ask(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[AskAboutDataRequest],
        principal: Caller,
        parts: Parts,
        uow: Uow,
    ) -> Response[DataRequestView]:
        """Answered within two working days; `due_at` says when that is over."""
        command = AskAboutData(
            request_id=uuid7(),
            actor=actor_of(principal),
            kind=data.kind,
            statement=None if data.statement is None else plain(data.statement, "statement"),
        )
        handler = partial(ask_about_data, calendar=parts.working_days)
        return await perform(request, uow, handler, command, DataRequestView.of, headers=_location)

    @get(operation_id="ListDataRequests", summary="Requests about personal data", guards=[requires()])
    async def page(
        self,
        queries: Queries,
        principal: Caller,
        status: OfStatus = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[DataRequestView]:
        """Officers see all, everybody else their own; what is due first comes first."""
        after = decode(cursor, datetime, UUID)
        place = (after[0], after[1]) if after else None
        found = await queries.data_requests(_of_whom(principal), status, place, limit + 1)
        return page_of(found, limit, lambda last: (last.due_at, last.id))

    @get(
        "/{request_id:uuid}",
        operation_id="ReadDataRequest",
        summary="Read a request about personal data",
        guards=[requires()],
        opt={"errors": (errors.UnknownDataRequest, errors.AccountRequired)},
    )
    async def read(
        self, queries: Queries, principal: Caller, request_id: FromPath[UUID]
    ) -> Response[DataRequestView]:
        """One's own, or as an officer anybody's."""
        found = await queries.data_request(_of_whom(principal), request_id)
        if found is None:
            raise errors.UnknownDataRequest
        return Response(found, headers={"etag": etag(found.version)})

    @post(
        "/{request_id:uuid}/fulfilment",
        operation_id="FulfilDataRequest",
        summary="Say that it is done; an erasure is carried out",
        status_code=200,
        guards=[requires(*OFFICERS)],
        opt={"errors": (*DECISIONS, errors.PostsStillHeld, errors.SanctionInForce, errors.AccountIsErased)},
    )
    async def fulfil(
        self,
        request: Request[Any, Any, Any],
        request_id: FromPath[UUID],
        data: JSONBody[DecideRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[DataRequestView]:
        """What has to be kept by law is kept without the name; the register of personal data says what."""
        command = _decision(request_id, data, principal, expected_version, RequestStatus.FULFILLED)
        return await perform(request, uow, decide_data_request, command, DataRequestView.of, status=200)

    @post(
        "/{request_id:uuid}/refusal",
        operation_id="RefuseDataRequest",
        summary="Refuse with a reason",
        status_code=200,
        guards=[requires(*OFFICERS)],
        opt={"errors": DECISIONS},
    )
    async def refuse(
        self,
        request: Request[Any, Any, Any],
        request_id: FromPath[UUID],
        data: JSONBody[DecideRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[DataRequestView]:
        """The person reads the reason."""
        command = _decision(request_id, data, principal, expected_version, RequestStatus.REFUSED)
        return await perform(request, uow, decide_data_request, command, DataRequestView.of, status=200)


def _decision(
    request_id: UUID, data: DecideRequest, principal: Principal, version: int, status: RequestStatus
) -> DecideDataRequest:
    return DecideDataRequest(
        request_id=request_id,
        actor=actor_of(principal),
        status=status,
        reason=plain(data.reason, "reason"),
        expected_version=version,
    )


def _of_whom(principal: Principal) -> UUID | None:
    """None for everybody's; raises AccountRequired for a machine."""
    person = actor_of(principal).person()
    return None if principal.roles.intersection(OFFICERS) else person


def _location(view: DataRequestView) -> Mapping[str, str]:
    return {"location": f"/identity/v1/data-requests/{view.id}"}

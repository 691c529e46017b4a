"""Newsrooms apply to be in the register, and the department decides."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.identity.application.commands import ApplyAsPressAgency, DecidePressApplication
from services.identity.application.handlers import apply_as_press_agency, decide_press_application
from services.identity.application.views import PressApplicationView
from services.identity.domain import errors
from services.identity.domain.model import ApplicationStatus
from services.identity.entrypoints.controllers.dependencies import Caller, Queries, Uow, Version
from services.identity.entrypoints.schemas import (
    DecideApplicationRequest,
    RegisterPressAgencyRequest,
    actor_of,
)
from shared.ids import uuid7
from shared.web.auth import Principal, Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

OfStatus = Annotated[ApplicationStatus | None, QueryParameter(description="Where the application stands.")]


class PressApplicationController(Controller):
    """Applications of newsrooms."""

    path = "/press-agency-applications"
    tags = ("press agencies",)

    @post(
        operation_id="ApplyAsPressAgency",
        summary="Apply for one's newsroom to be registered",
        guards=[requires()],
        opt={
            "errors": (
                errors.AccountRequired,
                errors.PressAgencyExists,
                errors.LicenceEnded,
                errors.InvalidText,
                errors.InvalidDomain,
            )
        },
    )
    async def apply(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[RegisterPressAgencyRequest],
        principal: Caller,
        uow: Uow,
    ) -> Response[PressApplicationView]:
        """By a signed-in person of the newsroom, who becomes its administrator when it is granted."""
        command = ApplyAsPressAgency(
            application_id=uuid7(), actor=actor_of(principal), profile=data.profile()
        )
        return await perform(
            request, uow, apply_as_press_agency, command, PressApplicationView.of, headers=_location
        )

    @get(operation_id="ListPressApplications", summary="Find applications of newsrooms", guards=[requires()])
    async def page(
        self,
        queries: Queries,
        principal: Caller,
        status: OfStatus = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[PressApplicationView]:
        """All for the department, the own ones for everybody else."""
        after = decode(cursor, UUID)
        found = await queries.press_applications(
            principal.account_id,
            status,
            after[0] if after else None,
            limit + 1,
            everybody=_decides(principal),
        )
        return page_of(found, limit, lambda last: (last.id,))

    @get(
        "/{application_id:uuid}",
        operation_id="ReadPressApplication",
        summary="Read the application of a newsroom",
        guards=[requires()],
        opt={"errors": (errors.UnknownApplication,)},
    )
    async def read(
        self, queries: Queries, principal: Caller, application_id: FromPath[UUID]
    ) -> Response[PressApplicationView]:
        """Whoever may not know of it learns nothing."""
        found = await queries.press_application(
            principal.account_id, application_id, everybody=_decides(principal)
        )
        if found is None:
            raise errors.UnknownApplication
        return Response(found, headers={"etag": etag(found.version)})

    @post(
        "/{application_id:uuid}/decision",
        operation_id="DecidePressApplication",
        summary="Decide on the application of a newsroom",
        guards=[requires(Role.department_officer)],
        status_code=200,
        opt={
            "errors": (
                errors.UnknownApplication,
                errors.StaleVersion,
                errors.AlreadyDecided,
                errors.ReasonRequired,
                errors.PressAgencyExists,
                errors.LicenceEnded,
                errors.PostsClash,
                errors.AccountIsErased,
                errors.AccountRequired,
            )
        },
    )
    async def decide(
        self,
        request: Request[Any, Any, Any],
        application_id: FromPath[UUID],
        data: JSONBody[DecideApplicationRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[PressApplicationView]:
        """A granted newsroom is in the register from now on."""
        command = DecidePressApplication(
            application_id=application_id,
            press_agency_id=uuid7(),
            actor=actor_of(principal),
            granted=data.granted,
            reason=data.reason.strip(),
            expected_version=expected_version,
        )
        return await perform(
            request, uow, decide_press_application, command, PressApplicationView.of, status=200
        )


def _decides(principal: Principal) -> bool:
    return bool({Role.department_officer, Role.administrator, Role.auditor} & principal.roles)


def _location(view: PressApplicationView) -> Mapping[str, str]:
    return {"location": f"/identity/v1/press-agency-applications/{view.id}"}

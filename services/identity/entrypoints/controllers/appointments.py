"""Posts of officials and of newsroom administrators."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.identity.application.commands import Appoint, EndAppointment
from services.identity.application.handlers import appoint, end_appointment
from services.identity.application.views import AppointmentView
from services.identity.domain import errors
from services.identity.domain.model import Post
from services.identity.domain.model import Role as PostRole
from services.identity.entrypoints.controllers.dependencies import (
    UUID_TEXT,
    Caller,
    Parts,
    Queries,
    Uow,
    Version,
    uuid_of,
)
from services.identity.entrypoints.schemas import AppointRequest, plain
from shared.ids import uuid7
from shared.web.auth import Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

OfRole = Annotated[PostRole | None, QueryParameter(description="The role given.")]
AtAgency = Annotated[
    str | None, QueryParameter(pattern=UUID_TEXT, format="uuid", description="The state agency of the post.")
]


class AppointmentController(Controller):
    """People get their roles before they first sign in, by personal identifier."""

    path = "/appointments"
    tags = ("appointments",)
    guards = (requires(Role.administrator),)

    @post(
        operation_id="Appoint",
        summary="Give a person a post",
        opt={
            "errors": (
                errors.InvalidIdentifier,
                errors.InvalidText,
                errors.UnknownReference,
                errors.RoleNeedsAgency,
                errors.RoleOutsideAgency,
                errors.AlreadyAppointed,
                errors.PostsClash,
            )
        },
    )
    async def appoint(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[AppointRequest],
        principal: Caller,
        parts: Parts,
        uow: Uow,
    ) -> Response[AppointmentView]:
        """Counts from the person's next sign-in; reporters apply, and spokespersons are assigned."""
        command = Appoint(
            appointment_id=uuid7(),
            identifier=parts.digests.of(data.personal_identifier),
            full_name=None if data.full_name is None else plain(data.full_name, "full_name"),
            post=Post(data.role, data.agency_id, data.press_agency_id),
            by=principal.account_id,
        )
        return await perform(request, uow, appoint, command, AppointmentView.of, headers=_location)

    @get(operation_id="ListAppointments", summary="Posts held now")
    async def page(
        self,
        queries: Queries,
        role: OfRole = None,
        agency_id: AtAgency = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[AppointmentView]:
        """Oldest first; of personal identifiers only the last four digits."""
        after = decode(cursor, UUID)
        found = await queries.appointments(role, uuid_of(agency_id), after[0] if after else None, limit + 1)
        return page_of(found, limit, lambda last: (last.id,))

    @get(
        "/{appointment_id:uuid}",
        operation_id="ReadAppointment",
        summary="Read a post",
        opt={"errors": (errors.UnknownAppointment,)},
    )
    async def read(self, queries: Queries, appointment_id: FromPath[UUID]) -> Response[AppointmentView]:
        """Ended or not."""
        found = await queries.appointment(appointment_id)
        if found is None:
            raise errors.UnknownAppointment
        return Response(found, headers={"etag": etag(found.version)})

    @post(
        "/{appointment_id:uuid}/end",
        operation_id="EndAppointment",
        summary="Take a post away",
        status_code=200,
        opt={"errors": (errors.UnknownAppointment, errors.StaleVersion, errors.AppointmentEnded)},
    )
    async def end(
        self,
        request: Request[Any, Any, Any],
        appointment_id: FromPath[UUID],
        expected_version: Version,
        principal: Caller,
        uow: Uow,
    ) -> Response[AppointmentView]:
        """Tokens issued before are refused everywhere within seconds; sessions go on without it."""
        command = EndAppointment(
            appointment_id=appointment_id, expected_version=expected_version, by=principal.account_id
        )
        return await perform(request, uow, end_appointment, command, AppointmentView.of, status=200)


def _location(view: AppointmentView) -> Mapping[str, str]:
    return {"location": f"/identity/v1/appointments/{view.id}"}

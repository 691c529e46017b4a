"""The register of press agencies."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody

from services.identity.application.commands import RegisterPressAgency
from services.identity.application.handlers import register_press_agency
from services.identity.application.views import PressAgencyView
from services.identity.domain import errors
from services.identity.entrypoints.controllers.dependencies import Queries, Uow, Words, ranked_page
from services.identity.entrypoints.schemas import RegisterPressAgencyRequest, plain
from shared.ids import uuid7
from shared.web.auth import Role, public, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode


class PressAgencyController(Controller):
    """Press agencies that take part in the network."""

    path = "/press-agencies"
    tags = ("press agencies",)

    @post(
        operation_id="RegisterPressAgency",
        summary="Enter a press agency in the register",
        guards=[requires(Role.administrator, Role.department_officer)],
        opt={"errors": (errors.PressAgencyExists, errors.InvalidText)},
    )
    async def register(
        self, request: Request[Any, Any, Any], data: JSONBody[RegisterPressAgencyRequest], uow: Uow
    ) -> Response[PressAgencyView]:
        """Names are unique, accents and case aside."""
        command = RegisterPressAgency(
            press_agency_id=uuid7(),
            name=plain(data.name, "name"),
            types=frozenset(data.types),
            kind=data.kind,
        )
        return await perform(
            request, uow, register_press_agency, command, PressAgencyView.of, headers=_location
        )

    @get(operation_id="ListPressAgencies", summary="Find press agencies", guards=[public])
    async def page(
        self, queries: Queries, q: Words = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
    ) -> Page[PressAgencyView]:
        """By name; exact spelling first, then in Vietnamese order."""
        after = decode(cursor, int, str, UUID)
        return ranked_page(await queries.press_agencies(q, after, limit + 1), limit)

    @get(
        "/{press_agency_id:uuid}",
        operation_id="ReadPressAgency",
        summary="Read a press agency",
        guards=[public],
        opt={"errors": (errors.UnknownPressAgency,)},
    )
    async def read(self, queries: Queries, press_agency_id: FromPath[UUID]) -> Response[PressAgencyView]:
        """As it is registered."""
        found = await queries.press_agency(press_agency_id)
        if found is None:
            raise errors.UnknownPressAgency
        return Response(found, headers={"etag": etag(found.version)})


def _location(view: PressAgencyView) -> Mapping[str, str]:
    return {"location": f"/identity/v1/press-agencies/{view.id}"}

"""The register of press agencies."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post, put
from litestar.params import FromPath, JSONBody

from services.identity.application.commands import RegisterPressAgency, RenewPressAgency, RevisePressAgency
from services.identity.application.handlers import (
    register_press_agency,
    renew_press_agency,
    revise_press_agency,
)
from services.identity.application.views import PressAgencyView
from services.identity.domain import errors
from services.identity.entrypoints.controllers.dependencies import (
    Caller,
    Queries,
    Uow,
    Version,
    Words,
    ranked_page,
)
from services.identity.entrypoints.schemas import (
    RegisterPressAgencyRequest,
    RenewPressAgencyRequest,
    actor_of,
)
from shared.ids import uuid7
from shared.web.auth import Role, public, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode

_ENTERED = (errors.PressAgencyExists, errors.InvalidText, errors.InvalidDomain, errors.LicenceEnded)
_CHANGED = (errors.UnknownPressAgency, errors.StaleVersion)


class PressAgencyController(Controller):
    """Press agencies that take part in the network."""

    path = "/press-agencies"
    tags = ("press agencies",)

    @post(
        operation_id="RegisterPressAgency",
        summary="Enter a press agency in the register",
        guards=[requires(Role.administrator, Role.department_officer)],
        opt={"errors": _ENTERED},
    )
    async def register(
        self, request: Request[Any, Any, Any], data: JSONBody[RegisterPressAgencyRequest], uow: Uow
    ) -> Response[PressAgencyView]:
        """Names are unique, accents and case aside."""
        profile = data.profile()
        command = RegisterPressAgency(
            press_agency_id=uuid7(),
            name=profile.name,
            types=profile.types,
            kind=profile.kind,
            details=profile.details,
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

    @put(
        "/{press_agency_id:uuid}",
        operation_id="RevisePressAgency",
        summary="Correct what the register says of a press agency",
        guards=[requires(Role.department_officer)],
        opt={"errors": (*_CHANGED, *_ENTERED)},
    )
    async def revise(
        self,
        request: Request[Any, Any, Any],
        press_agency_id: FromPath[UUID],
        data: JSONBody[RegisterPressAgencyRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[PressAgencyView]:
        """The whole of it; the licence's last day is changed by a renewal only."""
        command = RevisePressAgency(
            press_agency_id=press_agency_id,
            actor=actor_of(principal),
            profile=data.profile(),
            expected_version=expected_version,
        )
        return await perform(request, uow, revise_press_agency, command, PressAgencyView.of, status=200)

    @post(
        "/{press_agency_id:uuid}/renewal",
        operation_id="RenewPressAgency",
        summary="Prolong a press agency's licence",
        guards=[requires(Role.department_officer)],
        status_code=200,
        opt={"errors": (*_CHANGED, errors.NotARenewal)},
    )
    async def renew(
        self,
        request: Request[Any, Any, Any],
        press_agency_id: FromPath[UUID],
        data: JSONBody[RenewPressAgencyRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[PressAgencyView]:
        """To a later day than now; an expired one can vouch for its reporters again."""
        command = RenewPressAgency(
            press_agency_id=press_agency_id,
            actor=actor_of(principal),
            valid_to=data.valid_to,
            reason=data.reason.strip(),
            expected_version=expected_version,
        )
        return await perform(request, uow, renew_press_agency, command, PressAgencyView.of, status=200)


def _location(view: PressAgencyView) -> Mapping[str, str]:
    return {"location": f"/identity/v1/press-agencies/{view.id}"}

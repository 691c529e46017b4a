"""Representative offices and resident reporters of a press agency in the province."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody

from services.identity.application.commands import EndPresence, OpenOffice, PostResident
from services.identity.application.handlers import (
    close_office,
    open_office,
    post_resident,
    withdraw_resident,
)
from services.identity.application.views import OfficeView, ResidentView
from services.identity.domain import errors
from services.identity.entrypoints.controllers.dependencies import Caller, Parts, Queries, Uow
from services.identity.entrypoints.schemas import OpenOfficeRequest, PostResidentRequest, actor_of, plain
from shared.ids import uuid7
from shared.web.auth import Role, public, requires
from shared.web.idempotency import perform

_ENTERS = requires(Role.newsroom_admin, Role.department_officer)
_ENTERED = (
    errors.UnknownPressAgency,
    errors.NotAllowed,
    errors.PressAgencyIsExpired,
    errors.NotifiedTooLate,
)
_ENDED = (errors.UnknownOffice, errors.NotAllowed, errors.AlreadyEnded)


class PressPresenceController(Controller):
    """Who of a press agency stays in the province; a newsroom notifies ten days before."""

    path = "/press-agencies/{press_agency_id:uuid}"
    tags = ("press agencies",)

    @get("/offices", operation_id="ListPressOffices", summary="Read representative offices", guards=[public])
    async def offices(self, queries: Queries, press_agency_id: FromPath[UUID]) -> list[OfficeView]:
        """Also those that have closed."""
        return await queries.press_offices(press_agency_id)

    @post(
        "/offices",
        operation_id="OpenPressOffice",
        summary="Enter a representative office",
        guards=[_ENTERS],
        opt={"errors": (*_ENTERED, errors.InvalidText)},
    )
    async def open(
        self,
        request: Request[Any, Any, Any],
        press_agency_id: FromPath[UUID],
        data: JSONBody[OpenOfficeRequest],
        principal: Caller,
        parts: Parts,
        uow: Uow,
    ) -> Response[OfficeView]:
        """In this province; by the newsroom's administrator, or the department for a paper notice."""
        command = OpenOffice(
            office_id=uuid7(),
            press_agency_id=press_agency_id,
            province_code=parts.settings.province_code,
            actor=actor_of(principal),
            address=plain(data.address, "address"),
            head=plain(data.head, "head"),
            notice=data.notice(),
        )
        return await perform(request, uow, open_office, command, OfficeView.of)

    @post(
        "/offices/{office_id:uuid}/end",
        operation_id="ClosePressOffice",
        summary="Close a representative office",
        guards=[_ENTERS],
        status_code=200,
        opt={"errors": _ENDED},
    )
    async def close(
        self,
        request: Request[Any, Any, Any],
        press_agency_id: FromPath[UUID],
        office_id: FromPath[UUID],
        principal: Caller,
        uow: Uow,
    ) -> Response[OfficeView]:
        """From today on."""
        command = EndPresence(
            presence_id=office_id, press_agency_id=press_agency_id, actor=actor_of(principal)
        )
        return await perform(request, uow, close_office, command, OfficeView.of, status=200)

    @get(
        "/residents",
        operation_id="ListResidentReporters",
        summary="Read resident reporters",
        guards=[requires()],
    )
    async def residents(self, queries: Queries, press_agency_id: FromPath[UUID]) -> list[ResidentView]:
        """Also those who have left; without names."""
        return await queries.resident_reporters(press_agency_id)

    @post(
        "/residents",
        operation_id="PostResidentReporter",
        summary="Enter a resident reporter",
        guards=[_ENTERS],
        opt={"errors": (*_ENTERED, errors.UnknownReference, errors.TooManyResidents)},
    )
    async def station(
        self,
        request: Request[Any, Any, Any],
        press_agency_id: FromPath[UUID],
        data: JSONBody[PostResidentRequest],
        principal: Caller,
        parts: Parts,
        uow: Uow,
    ) -> Response[ResidentView]:
        """At most three independent ones for a body that is not central and has no office here."""
        command = PostResident(
            resident_id=uuid7(),
            press_agency_id=press_agency_id,
            province_code=parts.settings.province_code,
            actor=actor_of(principal),
            reporter_id=data.reporter_id,
            independent=data.independent,
            notice=data.notice(),
        )
        return await perform(request, uow, post_resident, command, ResidentView.of)

    @post(
        "/residents/{resident_id:uuid}/end",
        operation_id="WithdrawResidentReporter",
        summary="End a resident reporter's stay",
        guards=[_ENTERS],
        status_code=200,
        opt={"errors": _ENDED},
    )
    async def withdraw(
        self,
        request: Request[Any, Any, Any],
        press_agency_id: FromPath[UUID],
        resident_id: FromPath[UUID],
        principal: Caller,
        uow: Uow,
    ) -> Response[ResidentView]:
        """From today on."""
        command = EndPresence(
            presence_id=resident_id, press_agency_id=press_agency_id, actor=actor_of(principal)
        )
        return await perform(request, uow, withdraw_resident, command, ResidentView.of, status=200)

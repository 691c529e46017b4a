"""The upkeep of the register of state agencies."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath, JSONBody

from services.identity.application.commands import RegisterAgency, ReviseAgency, SucceedAgency
from services.identity.application.handlers import register_agency, revise_agency, succeed_agency
from services.identity.application.views import AgencyHistoryView, AgencyView
from services.identity.domain import errors
from services.identity.domain.model import Succession
from services.identity.entrypoints.controllers.dependencies import Caller, Parts, Uow, Version
from services.identity.entrypoints.schemas import (
    RegisterAgencyRequest,
    ReviseAgencyRequest,
    SucceedAgencyRequest,
    actor_of,
    plain,
)
from shared.ids import uuid7
from shared.web.auth import Role, requires
from shared.web.idempotency import perform

_PLACING = (
    errors.InvalidText,
    errors.InvalidAgencyCode,
    errors.UnknownReference,
    errors.AgencyCodeTaken,
    errors.AgencyNotInForce,
)


class AgencyChangeController(Controller):
    """What a state agency is from an instant on, and who follows it."""

    path = "/agencies"
    tags = ("agencies",)

    @post(
        operation_id="RegisterAgency",
        summary="Enter a state agency in the register",
        guards=[requires(Role.administrator)],
        opt={"errors": _PLACING},
    )
    async def register(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[RegisterAgencyRequest],
        principal: Caller,
        parts: Parts,
        uow: Uow,
    ) -> Response[AgencyView]:
        """From an instant on, which may lie in the past."""
        command = RegisterAgency(
            agency_id=uuid7(),
            facts=data.facts(),
            valid_from=data.valid_from or parts.clock.now(),
            document_no=None if data.document_no is None else plain(data.document_no, "document_no"),
            actor=actor_of(principal),
        )
        return await perform(request, uow, register_agency, command, AgencyView.of, headers=_location)

    @post(
        "/{agency_id:uuid}/revisions",
        operation_id="ReviseAgency",
        summary="Say what a state agency is from an instant on",
        guards=[requires(Role.administrator)],
        opt={
            "errors": (
                *_PLACING,
                errors.UnknownAgency,
                errors.StaleVersion,
                errors.ValidityOverlaps,
                errors.AgencyEnded,
                errors.AncestorOfItself,
            )
        },
    )
    async def revise(
        self,
        request: Request[Any, Any, Any],
        agency_id: FromPath[UUID],
        data: JSONBody[ReviseAgencyRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[AgencyView]:
        """Another name, code, parent or field; what held before stays as it was."""
        command = ReviseAgency(
            agency_id=agency_id,
            facts=data.facts(),
            valid_from=data.valid_from,
            document_no=plain(data.document_no, "document_no"),
            actor=actor_of(principal),
            expected_version=expected_version,
        )
        return await perform(request, uow, revise_agency, command, AgencyView.of, headers=_location)

    @post(
        "/{agency_id:uuid}/succession",
        operation_id="SucceedAgency",
        summary="End a state agency and name who follows it",
        guards=[requires(Role.administrator)],
        opt={
            "errors": (
                errors.InvalidText,
                errors.UnknownAgency,
                errors.StaleVersion,
                errors.InvalidSuccession,
                errors.UnknownReference,
                errors.AgencyNotInForce,
                errors.AgencyHasChildren,
                errors.ValidityOverlaps,
                errors.AgencyEnded,
            )
        },
    )
    async def succeed(
        self,
        request: Request[Any, Any, Any],
        agency_id: FromPath[UUID],
        data: JSONBody[SucceedAgencyRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[AgencyHistoryView]:
        """By rename, merger or split."""
        succession = Succession(
            data.kind,
            tuple(one.successor() for one in data.successors),
            data.ended_at,
            plain(data.document_no, "document_no"),
        )
        command = SucceedAgency(
            agency_id=agency_id,
            succession=succession,
            actor=actor_of(principal),
            expected_version=expected_version,
        )
        return await perform(request, uow, succeed_agency, command, AgencyHistoryView.of)


def _location(view: AgencyView) -> Mapping[str, str]:
    return {"location": f"/identity/v1/agencies/{view.id}"}

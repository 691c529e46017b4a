"""The public register of state agencies: what each was, is and will be, and its upkeep."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.identity.application.commands import RegisterAgency, ReviseAgency, SucceedAgency
from services.identity.application.handlers import register_agency, revise_agency, succeed_agency
from services.identity.application.views import (
    AgencyHistoryView,
    AgencyView,
    ResolutionView,
)
from services.identity.domain import errors
from services.identity.domain.model import Succession
from services.identity.entrypoints.controllers.dependencies import (
    Caller,
    Instant,
    Parts,
    Queries,
    Uow,
    Version,
    Words,
    aware,
    ranked_page,
)
from services.identity.entrypoints.schemas import (
    RegisterAgencyRequest,
    ReviseAgencyRequest,
    SucceedAgencyRequest,
    actor_of,
    plain,
)
from shared.ids import uuid7
from shared.web.auth import Role, public, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode

CalledAt = Annotated[
    datetime | None, QueryParameter(description="When it was called so; any time if left out.")
]
Code = Annotated[str | None, QueryParameter(max_length=35, description="A code, new or old, whole.")]
FullName = Annotated[
    str | None, QueryParameter(max_length=200, description="The whole name, accents optional.")
]
Field = Annotated[
    str | None, QueryParameter(max_length=100, description="After a split, whoever took this field.")
]
_PLACING = (
    errors.InvalidText,
    errors.InvalidAgencyCode,
    errors.UnknownReference,
    errors.AgencyCodeTaken,
    errors.AgencyNotInForce,
)


class AgencyController(Controller):
    """State agencies and what they are responsible for."""

    path = "/agencies"
    tags = ("agencies",)

    @get(operation_id="ListAgencies", summary="Find state agencies", guards=[public])
    async def page(
        self,
        queries: Queries,
        parts: Parts,
        q: Words = None,
        at: Instant = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[AgencyView]:
        """By name, code, field or keyword; exact spelling first, then in Vietnamese order."""
        instant = aware("at", at) or parts.clock.now()
        after = decode(cursor, int, str, UUID)
        return ranked_page(await queries.agencies(q, instant, after, limit + 1), limit)

    @get(
        "/resolution",
        operation_id="ResolveAgency",
        summary="Who answers today for an agency of another time",
        guards=[public],
        opt={"errors": (errors.UnknownAgency,)},
    )
    async def resolve(
        self,
        queries: Queries,
        parts: Parts,
        code: Code = None,
        name: FullName = None,
        at: CalledAt = None,
        field: Field = None,
    ) -> ResolutionView:
        """As it was called at an instant, or ever; renames, mergers and splits are followed."""
        if code is None and name is None:
            raise errors.UnknownAgency
        wanted = None if field is None else field.lower()
        found = await queries.resolve(code, name, aware("at", at), wanted, parts.clock.now())
        if not found:
            raise errors.UnknownAgency
        return ResolutionView(items=found)

    @get(
        "/{agency_id:uuid}",
        operation_id="ReadAgency",
        summary="Read a state agency",
        guards=[public],
        opt={"errors": (errors.UnknownAgency,)},
    )
    async def read(
        self, queries: Queries, parts: Parts, agency_id: FromPath[UUID], at: Instant = None
    ) -> Response[AgencyView]:
        """As it is at the instant; after its end as it was last."""
        found = await queries.agency(agency_id, aware("at", at) or parts.clock.now())
        if found is None:
            raise errors.UnknownAgency
        return Response(found, headers={"etag": etag(found.version)})

    @get(
        "/{agency_id:uuid}/history",
        operation_id="ReadAgencyHistory",
        summary="Everything that a state agency was, is and will be",
        guards=[public],
        opt={"errors": (errors.UnknownAgency,)},
    )
    async def history(self, queries: Queries, agency_id: FromPath[UUID]) -> AgencyHistoryView:
        """Its states, oldest first, and how it ended."""
        found = await queries.agency_history(agency_id)
        if found is None:
            raise errors.UnknownAgency
        return found

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

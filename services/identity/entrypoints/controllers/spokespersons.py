"""The public directory of spokespersons, and its upkeep."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.identity.application.commands import AssignSpokesperson, RevokeSpokesperson
from services.identity.application.handlers import assign_spokesperson, revoke_spokesperson
from services.identity.application.views import AssignedSpokespersonView, DirectoryEntryView, SpokespersonView
from services.identity.domain import errors
from services.identity.domain.model import Contact, Decision, Term
from services.identity.entrypoints.controllers.dependencies import (
    UUID_TEXT,
    Caller,
    Parts,
    Queries,
    Uow,
    Version,
    Words,
    ranked_page,
    uuid_of,
)
from services.identity.entrypoints.schemas import (
    AssignSpokespersonRequest,
    actor_of,
    plain,
)
from shared.ids import uuid7
from shared.web.auth import Role, public, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode

OfAgency = Annotated[
    str | None, QueryParameter(pattern=UUID_TEXT, format="uuid", description="The agency they speak for.")
]


class SpokespersonController(Controller):
    """Who may speak for which agency (NĐ 244/2026/NĐ-CP art. 3-4)."""

    path = "/spokespersons"
    tags = ("spokespersons",)

    @post(
        operation_id="AssignSpokesperson",
        summary="Let a person speak for an agency",
        guards=[requires(Role.administrator, Role.agency_head)],
        opt={
            "errors": (
                errors.InvalidIdentifier,
                errors.InvalidText,
                errors.InvalidTerm,
                errors.NotAllowed,
                errors.UnknownReference,
                errors.AgencyEnded,
                errors.DecisionRequired,
                errors.DecisionInFuture,
                errors.HeadExists,
                errors.PostsClash,
                errors.CannotBeAssigned,
            )
        },
    )
    async def assign(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[AssignSpokespersonRequest],
        principal: Caller,
        parts: Parts,
        uow: Uow,
    ) -> Response[AssignedSpokespersonView]:
        """An administrator anywhere; a head, standing spokespersons of the own agency."""
        command = _assignment(data, principal, parts)
        return await perform(
            request, uow, assign_spokesperson, command, AssignedSpokespersonView.of, headers=_location
        )

    @get(operation_id="ListSpokespersons", summary="The directory of spokespersons", guards=[public])
    async def page(
        self,
        queries: Queries,
        parts: Parts,
        q: Words = None,
        agency_id: OfAgency = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[DirectoryEntryView]:
        """Whoever may speak at this moment, by words of name, position and agency; exact spelling first."""
        after, now = decode(cursor, int, str, UUID), parts.clock.now()
        return ranked_page(await queries.directory(q, uuid_of(agency_id), now, after, limit + 1), limit)

    @get(
        "/{spokesperson_id:uuid}",
        operation_id="ReadSpokesperson",
        summary="Read a spokesperson",
        guards=[public],
        opt={"errors": (errors.UnknownSpokesperson,)},
    )
    async def read(self, queries: Queries, spokesperson_id: FromPath[UUID]) -> Response[SpokespersonView]:
        """Past or present."""
        found = await queries.spokesperson(spokesperson_id)
        if found is None:
            raise errors.UnknownSpokesperson
        return Response(found, headers={"etag": etag(found.version)})

    @post(
        "/{spokesperson_id:uuid}/revocation",
        operation_id="RevokeSpokesperson",
        summary="End a right to speak",
        status_code=200,
        guards=[requires(Role.administrator, Role.agency_head)],
        opt={
            "errors": (
                errors.UnknownSpokesperson,
                errors.NotAllowed,
                errors.StaleVersion,
                errors.SpokespersonRevoked,
            )
        },
    )
    async def revoke(
        self,
        request: Request[Any, Any, Any],
        spokesperson_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[AssignedSpokespersonView]:
        """At once, before the term ends."""
        command = RevokeSpokesperson(
            spokesperson_id=spokesperson_id, actor=actor_of(principal), expected_version=expected_version
        )
        return await perform(
            request, uow, revoke_spokesperson, command, AssignedSpokespersonView.of, status=200
        )


def _assignment(data: AssignSpokespersonRequest, principal: Caller, parts: Parts) -> AssignSpokesperson:
    now = parts.clock.now()
    number = None if data.decision_no is None else plain(data.decision_no, "decision_no")
    return AssignSpokesperson(
        spokesperson_id=uuid7(),
        actor=actor_of(principal),
        identifier=parts.digests.of(data.personal_identifier),
        agency_id=data.agency_id,
        kind=data.kind,
        contact=_contact(data),
        decision=Decision(number, data.decision_at or now),
        term=Term(data.valid_from or now, data.valid_to),
    )


def _contact(data: AssignSpokespersonRequest) -> Contact:
    return Contact(
        full_name=plain(data.full_name, "full_name"),
        position=plain(data.position, "position"),
        phone=data.phone,
        official_email=data.official_email,
    )


def _location(view: AssignedSpokespersonView) -> Mapping[str, str]:
    return {"location": f"/identity/v1/spokespersons/{view.id}"}

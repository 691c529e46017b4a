"""The public register of state agencies: what each was, is and will be."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath, QueryParameter

from services.identity.application.views import (
    AgencyHistoryView,
    AgencyView,
    ResolutionView,
)
from services.identity.domain import errors
from services.identity.entrypoints.controllers.dependencies import (
    Instant,
    Parts,
    Queries,
    Words,
    aware,
    ranked_page,
)
from shared.web.auth import public
from shared.web.conditional import etag
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

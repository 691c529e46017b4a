"""The public register of state agencies."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath

from services.identity.application.views import AgencyView
from services.identity.domain import errors
from services.identity.entrypoints.controllers.dependencies import Queries, Words, ranked_page
from shared.web.auth import public
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode


class AgencyController(Controller):
    """State agencies and what they are responsible for."""

    path = "/agencies"
    tags = ("agencies",)

    @get(operation_id="ListAgencies", summary="Find state agencies", guards=[public])
    async def page(
        self, queries: Queries, q: Words = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
    ) -> Page[AgencyView]:
        """By name, code or field of responsibility; exact spelling first, then in Vietnamese order."""
        after = decode(cursor, int, str, UUID)
        return ranked_page(await queries.agencies(q, after, limit + 1), limit)

    @get(
        "/{agency_id:uuid}",
        operation_id="ReadAgency",
        summary="Read a state agency",
        guards=[public],
        opt={"errors": (errors.UnknownAgency,)},
    )
    async def read(self, queries: Queries, agency_id: FromPath[UUID]) -> AgencyView:
        """With its fields of responsibility."""
        found = await queries.agency(agency_id)
        if found is None:
            raise errors.UnknownAgency
        return found

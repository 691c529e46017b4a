"""Writing and reading releases."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.distribution.application import reading
from services.distribution.application.commands.releases import DraftRelease
from services.distribution.application.handlers.writing import draft_release
from services.distribution.application.reading import ReleaseFilter
from services.distribution.application.views.releases import (
    EditionSummary,
    EditionView,
    ReleaseSummary,
    ReleaseView,
)
from services.distribution.domain.errors import media, releases, texts
from services.distribution.domain.model.content import Urgency
from services.distribution.domain.model.workflow import Publication, Status
from services.distribution.entrypoints.controllers.callers import reader_of
from services.distribution.entrypoints.controllers.dependencies import (
    AGENCY,
    Caller,
    Now,
    Queries,
    Uow,
    Visitor,
    in_progress,
)
from services.distribution.entrypoints.schemas.releases import TextBody
from shared.ids import uuid7
from shared.web.auth import public, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

Words = Annotated[
    str | None,
    QueryParameter(min_length=1, max_length=200, description="Words, with or without Vietnamese accents."),
]
AgencyId = Annotated[UUID | None, QueryParameter(description="The agency that speaks.")]
OfPublication = Annotated[Publication | None, QueryParameter(description="What everybody may see of it.")]
OfStatus = Annotated[
    Status | None, QueryParameter(description="Where the work stands; finds your own agency's only.")
]
OfUrgency = Annotated[Urgency | None, QueryParameter(description="How fast to look at it.")]
ListedFrom = Annotated[datetime | None, QueryParameter(description="First published then or later.")]
ListedTo = Annotated[datetime | None, QueryParameter(description="First published before that.")]

WRONG_TEXT = (
    texts.InvalidText,
    texts.EmptyText,
    texts.ActiveContent,
    texts.ContactIncomplete,
    media.MediaUnknown,
    releases.EmbargoPassed,
    releases.NotAMinute,
)


class ReleaseController(Controller):
    """Releases as agencies write them and as everybody may read them."""

    path = "/releases"
    tags = ("releases",)

    @post(
        operation_id="DraftRelease",
        summary="Begin a release",
        guards=[requires(*AGENCY)],
        opt={"errors": (releases.NotYourRelease, releases.AgencyUnknown, *WRONG_TEXT)},
    )
    async def draft(
        self, request: Request[Any, Any, Any], data: JSONBody[TextBody], principal: Caller, uow: Uow
    ) -> Response[ReleaseView]:
        """Nobody outside the agency, the operations centre and the department knows of it yet."""
        command = DraftRelease(release_id=uuid7(), actor=reader_of(principal), text=data.text())
        return await perform(request, uow, draft_release, command, in_progress(uow), headers=_location)

    @get(operation_id="ListReleases", summary="Find releases", guards=[public])
    async def page(  # noqa: PLR0913 - one argument for each filter
        self,
        visitor: Visitor,
        queries: Queries,
        agency_id: AgencyId = None,
        publication: OfPublication = None,
        status: OfStatus = None,
        urgency: OfUrgency = None,
        listed_from: ListedFrom = None,
        listed_to: ListedTo = None,
        q: Words = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[ReleaseSummary]:
        """What the caller may see, newest first; without a token that is what is public."""
        wanted = ReleaseFilter(
            agency_id=agency_id,
            publication=publication,
            status=status,
            urgency=urgency,
            listed_from=listed_from,
            listed_to=listed_to,
            q=q,
        )
        after = decode(cursor, datetime, UUID)
        found = await queries.page(wanted, reader_of(visitor), after, limit + 1)
        return page_of(list(found), limit, lambda last: (last.listed_at, last.id))

    @get(
        "/{release_id:uuid}",
        operation_id="ReadRelease",
        summary="Read a release",
        guards=[public],
        opt={"errors": (releases.ReleaseNotFound,)},
    )
    async def one(
        self, release_id: FromPath[UUID], visitor: Visitor, queries: Queries, now: Now
    ) -> Response[ReleaseView]:
        """The newest edition with its proof; insiders get the ETag that changes need in If-Match."""
        view = await reading.read_release(release_id, reader_of(visitor), now, queries)
        tag = etag(view.version) if view.version is not None else f'"edition-{view.edition}"'
        return Response(view, headers={"etag": tag})

    @get(
        "/{release_id:uuid}/editions",
        operation_id="ListEditions",
        summary="Every edition of a release",
        guards=[public],
        opt={"errors": (releases.ReleaseNotFound,)},
    )
    async def editions(self, release_id: FromPath[UUID], queries: Queries) -> list[EditionSummary]:
        """Oldest first, each with its hash and, from the second on, its reason."""
        return await reading.list_editions(release_id, queries)

    @get(
        "/{release_id:uuid}/editions/{edition:int}",
        operation_id="ReadEdition",
        summary="Read one edition",
        guards=[public],
        opt={"errors": (releases.ReleaseNotFound, releases.EditionNotFound)},
    )
    async def edition(
        self, release_id: FromPath[UUID], edition: FromPath[int], queries: Queries
    ) -> EditionView:
        """As it was published, with its hash and signature."""
        return await reading.read_edition(release_id, edition, queries)

    @get(
        "/{release_id:uuid}/editions/{edition:int}/content",
        operation_id="ReadEditionContent",
        summary="The signed bytes of an edition",
        media_type="application/json",
        guards=[public],
        opt={"errors": (releases.ReleaseNotFound, releases.EditionNotFound)},
    )
    async def content(
        self, release_id: FromPath[UUID], edition: FromPath[int], queries: Queries
    ) -> Response[bytes]:
        """Canonical JSON (RFC 8785), byte by byte what was hashed and signed."""
        found = await reading.read_edition_bytes(release_id, edition, queries)
        return Response(found, media_type="application/json")


def _location(view: ReleaseView) -> Mapping[str, str]:
    return {"location": f"/distribution/v1/releases/{view.id}"}

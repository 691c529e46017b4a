"""The inbox of a newsroom's people."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, HeaderParameter, JSONBody, QueryParameter, SkipValidation
from litestar.response import ServerSentEvent, ServerSentEventMessage

from services.distribution.adapters.queries.inbox import InboxQueries
from services.distribution.application.commands.inbox import MarkRead
from services.distribution.application.handlers.inbox import mark_read
from services.distribution.application.views.inbox import InboxEntry, InboxSummary
from services.distribution.domain.errors.releases import ReleaseNotFound
from services.distribution.domain.errors.takes import NoNewsroom
from services.distribution.domain.model.takes import Member
from services.distribution.entrypoints.controllers.endpoints import Caller, Uow
from services.distribution.entrypoints.inbox_stream import InboxFeed, allowed
from services.distribution.entrypoints.schemas.items import MarkReadRequest
from shared.web.auth import Principal, Role, requires
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

Queries = NamedDependency[SkipValidation[InboxQueries]]
Feed = NamedDependency[SkipValidation[InboxFeed]]
Unread = Annotated[bool, QueryParameter(description="Only what has not been read.")]
LastEventId = Annotated[
    str | None,
    HeaderParameter(
        name="Last-Event-ID", pattern=r"^[0-9]{1,15}$", description="Where the stream broke off."
    ),
]

READERS = requires(Role.reporter, Role.newsroom_admin)


class InboxController(Controller):
    """What is public, as it concerns a newsroom; corrections and withdrawals come up again."""

    path = "/inbox"
    tags = ("newsrooms",)

    @get(operation_id="ReadInbox", summary="Your inbox", guards=[READERS], opt={"errors": (NoNewsroom,)})
    async def page(
        self,
        principal: Caller,
        inbox_queries: Queries,
        unread: Unread = False,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[InboxEntry]:
        """The last change first."""
        after = decode(cursor, int)
        before = min(after[0], 2**62) if after else None
        found = await inbox_queries.page(_reader(principal), before, limit + 1, unread=unread)
        return page_of(found, limit, lambda last: (last.seq,))

    @get(
        "/summary",
        operation_id="SummariseInbox",
        summary="How much there is to read",
        guards=[READERS],
        opt={"errors": (NoNewsroom,)},
    )
    async def summary(self, principal: Caller, inbox_queries: Queries) -> InboxSummary:
        """Unread releases, and the place to mark as read up to."""
        return await inbox_queries.summary(_reader(principal))

    @post(
        "/reading",
        operation_id="MarkInboxRead",
        summary="Mark all as read, up to a place",
        status_code=200,
        guards=[READERS],
        opt={"errors": (NoNewsroom,)},
    )
    async def read_all(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[MarkReadRequest],
        principal: Caller,
        inbox_queries: Queries,
        uow: Uow,
    ) -> Response[InboxSummary]:
        """A mark never moves back."""
        account = _reader(principal)
        command = MarkRead(account_id=account, up_to=data.up_to)
        await perform(request, uow, mark_read, command, _nothing, status=200)
        return Response(await inbox_queries.summary(account))

    @post(
        "/{release_id:uuid}/reading",
        operation_id="MarkReleaseRead",
        summary="Mark one release as read",
        status_code=200,
        guards=[READERS],
        opt={"errors": (NoNewsroom, ReleaseNotFound)},
    )
    async def read_one(
        self,
        request: Request[Any, Any, Any],
        release_id: FromPath[UUID],
        principal: Caller,
        inbox_queries: Queries,
        uow: Uow,
    ) -> Response[InboxSummary]:
        """As it stands: its next edition is unread again."""
        account = _reader(principal)
        command = MarkRead(account_id=account, release_id=release_id)
        await perform(request, uow, mark_read, command, _nothing, status=200)
        return Response(await inbox_queries.summary(account))

    @get(
        "/stream",
        operation_id="StreamInbox",
        summary="Your inbox, live",
        media_type="text/event-stream",
        guards=[READERS],
        opt={"errors": (NoNewsroom,)},
    )
    async def stream(
        self,
        request: Request[Any, Any, Any],
        principal: Caller,
        inbox_feed: Feed,
        last_event_id: LastEventId = None,
    ) -> ServerSentEvent:
        """Server-sent events `release`; the id is the place in the log: a broken stream goes on without gap.

        It ends by itself after ten minutes, and at once when the account is suspended; then connect again.
        """
        account, issued = _reader(principal), principal.issued_at
        after = None if last_event_id is None else int(last_event_id)
        security = request.app.state.security
        followed = allowed(inbox_feed.follow(after), lambda: security.is_refused(account, issued))
        return ServerSentEvent(_events(followed), headers={"x-accel-buffering": "no"})


async def _events(entries: AsyncIterator[InboxEntry | None]) -> AsyncIterator[ServerSentEventMessage]:
    yield ServerSentEventMessage(data=None, retry=2000, comment="inbox")
    async for entry in entries:
        if entry is None:
            yield ServerSentEventMessage(data=None, comment="still here")
        else:
            data = msgspec.json.encode(entry).decode()
            yield ServerSentEventMessage(data=data, event="release", id=entry.seq)


def _reader(principal: Principal) -> UUID:
    return Member.of(principal.account_id, principal.press_agency_id).account_id


def _nothing(_done: None) -> None:
    """The answer is read after the commit."""

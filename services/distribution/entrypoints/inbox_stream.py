"""The live inbox: one look at the log's end for all who listen in this process, however many they are."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing

from services.distribution.adapters.queries.inbox import InboxQueries
from services.distribution.application.views.inbox import InboxEntry
from shared.messaging.loops import for_ever

POLL_SECONDS = 0.3
HEARTBEAT_SECONDS = 15.0
LONGEST_SECONDS = 600.0
"""As long as a token lives."""
_KEPT = 200
_AT_ONCE = 100


class InboxFeed:
    """Polls while somebody listens. Each replica does so by itself: it matters not where one listens."""

    def __init__(
        self, queries: InboxQueries, *, poll: float = POLL_SECONDS, heartbeat: float = HEARTBEAT_SECONDS
    ) -> None:
        self._queries, self._poll, self._heartbeat = queries, poll, heartbeat
        self._recent: deque[InboxEntry] = deque(maxlen=_KEPT)
        self._floor = self._last = 0
        self._news = asyncio.Event()
        self._listeners = 0
        self._entering = asyncio.Lock()
        self._poller: asyncio.Task[None] | None = None

    async def follow(self, after: int | None) -> AsyncGenerator[InboxEntry | None, None]:
        """Each release that changes after `after`, as it stands then; None when it was quiet for a while."""
        self._listeners += 1
        try:
            await self._enter()
            place = self._last if after is None else after
            while True:
                news = self._news
                entries = await self._beyond(place)
                for entry in entries:
                    place = entry.seq
                    yield entry
                if not entries and not await _set_within(news, self._heartbeat):
                    yield None
        finally:
            self._leave()

    async def _beyond(self, place: int) -> Sequence[InboxEntry]:
        if place < self._floor:
            return await self._queries.since(place, _AT_ONCE)
        return [entry for entry in self._recent if entry.seq > place]

    async def _enter(self) -> None:
        async with self._entering:
            if self._poller is None:
                self._floor = self._last = await self._queries.last()
                self._poller = asyncio.create_task(for_ever("inbox", self._look))

    def _leave(self) -> None:
        self._listeners -= 1
        if self._listeners == 0 and self._poller is not None:
            self._poller.cancel()
            self._poller = None
            self._recent.clear()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(self._poll)
            if await self._queries.last() <= self._last:
                continue
            new = await self._queries.since(self._last, _AT_ONCE)
            for entry in new:
                if len(self._recent) == _KEPT:
                    self._floor = self._recent[0].seq
                self._recent.append(entry)
                self._last = entry.seq
            news, self._news = self._news, asyncio.Event()
            news.set()


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True


async def allowed(
    entries: AsyncGenerator[InboxEntry | None, None],
    is_suspended: Callable[[], Awaitable[bool]],
    seconds: float = LONGEST_SECONDS,
) -> AsyncIterator[InboxEntry | None]:
    """The entries, until the reader is suspended or the time is up; a new connection needs a new token."""
    ends = asyncio.get_running_loop().time() + seconds
    async with aclosing(entries) as source:
        async for entry in source:
            if await is_suspended() or asyncio.get_running_loop().time() > ends:
                return
            yield entry

"""Clients that ask over HTTP and, as a good client does, repeat a request until it is answered."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count
from typing import Any
from uuid import UUID

import httpx

from shared.ids import uuid7
from tests.faults.press import Reporter

CLIENTS = 6
"""Fewer than the connections of an API's pool, so that a test can hold a lock against all of them."""
_PATIENCE_SECONDS = 60
_AGAIN_SECONDS = 0.1
_LATER = {503: "urn:caunoi:problem:temporarily-unavailable", 409: "urn:caunoi:problem:idempotency-key-in-use"}


@asynccontextmanager
async def together() -> AsyncIterator[asyncio.TaskGroup]:
    """Tasks that end with the block; the first failure is shown as it is, not in a group."""
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except ExceptionGroup as several:
        raise several.exceptions[0] from None


class Load:
    """Questions one after another from several clients; what was promised to them is in `accepted`."""

    def __init__(self, origin: str, agency: UUID, reporters: Sequence[Reporter]) -> None:
        self.reporters = reporters
        self.accepted: dict[UUID, UUID] = {}
        """The questions that were answered 201, each with the newsroom that asked."""
        self.refused = 0
        """Answers that said in a problem document: not now."""
        self.broken = 0
        """Requests that were never answered."""
        self.replayed = 0
        """Requests that had been carried out before, though nobody had been told."""
        self._address = f"{origin}/questions/v1/questions"
        self._agency = agency
        self._numbers = count()
        self._going = False

    @asynccontextmanager
    async def running(self, pause: float = 0) -> AsyncIterator[None]:
        """Asks for as long as the block runs, then until every question begun is accepted."""
        self._going = True
        async with together() as group:
            for _ in range(CLIENTS):
                group.create_task(self._ask_on(pause))
            try:
                yield
            finally:
                self._going = False

    async def reaches(self, more: int, seconds: float = 30) -> None:
        """Waits until so many more questions are accepted than now."""
        wanted = len(self.accepted) + more
        async with asyncio.timeout(seconds):
            while len(self.accepted) < wanted:  # noqa: ASYNC110 - looks at a counter
                await asyncio.sleep(0.02)

    async def ask(self, number: int) -> None:
        """So many questions, all accepted."""
        left = iter(range(number))

        async def client() -> None:
            async with httpx.AsyncClient(timeout=10) as http:
                for _ in left:
                    await self._put(http)

        async with together() as group:
            for _ in range(CLIENTS):
                group.create_task(client())

    async def _ask_on(self, pause: float) -> None:
        async with httpx.AsyncClient(timeout=10) as http:
            while self._going:
                await self._put(http)
                await asyncio.sleep(pause)

    async def _put(self, http: httpx.AsyncClient) -> None:
        """One question under one Idempotency-Key, again and again until it is accepted."""
        number = next(self._numbers)
        reporter = self.reporters[number % len(self.reporters)]
        headers = {**reporter.headers, "Idempotency-Key": str(uuid7())}
        body: dict[str, Any] = {"title": f"Tiến độ cầu Thuận An, lần {number}", "body": "Bao giờ thông xe?"}
        if number % 3 == 0:
            body["addressed_agency_id"] = str(self._agency)
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while (question := await self._try(http, headers, body)) is None:  # noqa: ASYNC110 - a new request
                await asyncio.sleep(_AGAIN_SECONDS)
        assert question not in self.accepted, "two requests with different keys are two questions"
        self.accepted[question] = reporter.newsroom

    async def _try(
        self, http: httpx.AsyncClient, headers: dict[str, str], body: dict[str, Any]
    ) -> UUID | None:
        try:
            answer = await http.post(self._address, json=body, headers=headers)
        except httpx.TransportError:
            self.broken += 1
            return None
        if answer.status_code == 201:
            self.replayed += "Idempotency-Replayed" in answer.headers
            return UUID(answer.json()["id"])
        assert answer.status_code in _LATER, f"{answer.status_code}: {answer.text}"
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"] == _LATER[answer.status_code]
        self.refused += 1
        return None

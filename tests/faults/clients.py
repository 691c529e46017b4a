"""Clients over HTTP that, as good clients do, repeat a request until it is answered."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from shared.ids import uuid7

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


class Clients(ABC):
    """Several at once, each doing one thing after another."""

    def __init__(self) -> None:
        self.refused = 0
        """Answers that said in a problem document: not now."""
        self.broken = 0
        """Requests that were never answered."""
        self.replayed = 0
        """Requests that had been carried out before, though nobody had been told."""
        self._going = False

    @property
    @abstractmethod
    def done(self) -> int:
        """How many things were promised to them."""

    @abstractmethod
    async def one(self, http: httpx.AsyncClient) -> None:
        """One thing, until it is done."""

    @asynccontextmanager
    async def running(self, pause: float = 0) -> AsyncIterator[None]:
        """One after another for as long as the block runs, then until everything begun is done."""
        self._going = True
        async with together() as group:
            for _ in range(CLIENTS):
                group.create_task(self._on(pause))
            try:
                yield
            finally:
                self._going = False

    async def reaches(self, more: int, seconds: float = 30) -> None:
        """Waits until so many more things are done than now."""
        wanted = self.done + more
        async with asyncio.timeout(seconds):
            while self.done < wanted:  # noqa: ASYNC110 - looks at a counter
                await asyncio.sleep(0.02)

    async def ask(self, number: int) -> None:
        """So many, all of them done."""
        left = iter(range(number))

        async def client() -> None:
            async with httpx.AsyncClient(timeout=10) as http:
                for _ in left:
                    await self.one(http)

        async with together() as group:
            for _ in range(CLIENTS):
                group.create_task(client())

    async def _on(self, pause: float) -> None:
        async with httpx.AsyncClient(timeout=10) as http:
            while self._going:
                await self.one(http)
                await asyncio.sleep(pause)

    async def answered(
        self, http: httpx.AsyncClient, address: str, headers: dict[str, str], body: dict[str, Any] | None
    ) -> httpx.Response:
        """A POST under one Idempotency-Key, again and again until it is carried out or refused for good."""
        headers = {**headers, "Idempotency-Key": str(uuid7())}
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while (answer := await self._try(http, address, headers, body)) is None:  # noqa: ASYNC110 - asks
                await asyncio.sleep(_AGAIN_SECONDS)
        return answer

    async def _try(
        self, http: httpx.AsyncClient, address: str, headers: dict[str, str], body: dict[str, Any] | None
    ) -> httpx.Response | None:
        try:
            answer = await http.post(address, json=body, headers=headers)
        except httpx.TransportError:
            self.broken += 1
            return None
        if answer.status_code in _LATER and answer.json()["type"] == _LATER[answer.status_code]:
            assert answer.headers["content-type"] == "application/problem+json"
            self.refused += 1
            return None
        self.replayed += "Idempotency-Replayed" in answer.headers
        return answer

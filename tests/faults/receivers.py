"""Newsrooms that listen: webhooks on a real port, and the live stream of the inbox."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import msgspec
from aiohttp import web
from standardwebhooks import Webhook

from tests.faults.press import Headers, Reporter
from tests.faults.town import Town


@dataclass
class Ear:
    """One webhook, what came to it and what it has taken."""

    reporter: Reporter
    endpoint_id: UUID
    secret: str
    heard: list[str] = field(default_factory=list)
    """The id of every request, in order."""
    taken: dict[str, tuple[str, UUID]] = field(default_factory=dict)
    """By id, in the order in which each was first answered 204: the topic and the release."""
    open: asyncio.Event = field(default_factory=asyncio.Event)
    """Answers nothing while it is not set."""
    failing: int = 0
    """How many of the next requests it answers with 500."""

    async def hear(self, request: web.Request) -> web.Response:
        """What is signed by nobody we know is no webhook: it fails the sender, and so the test."""
        body = await request.text()
        message: Any = Webhook(self.secret).verify(body, dict(request.headers))
        webhook_id = request.headers["webhook-id"]
        self.heard.append(webhook_id)
        await self.open.wait()
        if self.failing:
            self.failing -= 1
            return web.Response(status=500)
        told = str(message["type"]), UUID(message["data"]["release_id"])
        if self.taken.setdefault(webhook_id, told) != told:
            return web.Response(status=409, text="one id is one message")
        return web.Response(status=204)


@asynccontextmanager
async def listening(town: Town, reporters: Sequence[Reporter]) -> AsyncIterator[list[Ear]]:
    """A webhook for the newsroom of each of them, removed at the end."""
    ears: dict[str, Ear] = {}

    async def hook(request: web.Request) -> web.Response:
        return await ears[request.match_info["name"]].hear(request)

    async with AsyncExitStack() as until_the_end:
        app = web.Application()
        app.add_routes([web.post("/{name}", hook)])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        until_the_end.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        http = await until_the_end.enter_async_context(httpx.AsyncClient(timeout=10))
        for number, reporter in enumerate(reporters):
            address = f"http://127.0.0.1:{runner.addresses[0][1]}/{number}"
            ear = await _registered(http, town, reporter, address)
            ear.open.set()
            ears[str(number)] = ear
        yield list(ears.values())
        for ear in ears.values():
            await _removed(http, town, ear)


def _endpoints(town: Town) -> str:
    return f"{town.publisher.origin}/distribution/v1/webhook-endpoints"


def _administrator(town: Town, reporter: Reporter) -> Headers:
    return town.issuer.bearer("newsroom_admin", press_agency_id=reporter.newsroom)


async def _registered(http: httpx.AsyncClient, town: Town, reporter: Reporter, address: str) -> Ear:
    body = {"url": address, "topics": ["release.published", "release.withdrawn"]}
    answer = await http.post(_endpoints(town), json=body, headers=_administrator(town, reporter))
    assert answer.status_code == 201, answer.text
    return Ear(reporter, UUID(answer.json()["id"]), answer.json()["secret"])


async def _removed(http: httpx.AsyncClient, town: Town, ear: Ear) -> None:
    headers = {**_administrator(town, ear.reporter), "If-Match": '"1"'}
    answer = await http.delete(f"{_endpoints(town)}/{ear.endpoint_id}", headers=headers)
    assert answer.status_code == 204, answer.text


@asynccontextmanager
async def watching(town: Town, reporter: Reporter) -> AsyncIterator[list[tuple[int, UUID]]]:
    """The live inbox, connected again after every break from where it broke; each place with its release."""
    seen: list[tuple[int, UUID]] = []
    address = f"{town.publisher.origin}/distribution/v1/inbox"
    async with httpx.AsyncClient(headers=reporter.headers, timeout=None) as http:
        last = (await http.get(f"{address}/summary")).json()["last_seq"]

        async def watch() -> None:
            while True:
                headers = {"Last-Event-ID": str(seen[-1][0] if seen else last)}
                try:
                    async with http.stream("GET", f"{address}/stream", headers=headers) as answer:
                        await _note(answer, seen)
                except httpx.TransportError:
                    await asyncio.sleep(0.1)

        task = asyncio.create_task(watch())
        try:
            yield seen
        finally:
            task.cancel()


async def _note(answer: httpx.Response, seen: list[tuple[int, UUID]]) -> None:
    async for line in answer.aiter_lines():
        name, _, value = line.partition(": ")
        if name == "data":
            entry = msgspec.json.decode(value)
            seen.append((entry["seq"], UUID(entry["release_id"])))

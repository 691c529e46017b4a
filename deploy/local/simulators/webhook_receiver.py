"""`python -m deploy.local.simulators.webhook_receiver --port N`: a stand-in for whoever receives webhooks.

Every name below /hook/ is an endpoint of its own: POST there is recorded and answered as POST /control
said; GET /received shows all, GET /received?name=N one endpoint's.
"""

import argparse
import asyncio
import sys
from collections import defaultdict
from collections.abc import Sequence

import msgspec
from aiohttp import web

MOST_KEPT = 10_000


class Behaviour(msgspec.Struct, frozen=True, kw_only=True):
    """How an endpoint answers: with `status` after `seconds`, the first `times` requests, then with 204."""

    status: int = 204
    seconds: float = 0.0
    times: int | None = None
    location: str | None = None
    retry_after: str | None = None
    body_bytes: int = 0


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """What POST /control takes."""

    name: str
    behaviour: Behaviour


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """One request as it came, and what it was answered with."""

    name: str
    headers: dict[str, str]
    body: str
    status: int


class Receiver:
    """An aiohttp application's worth of endpoints."""

    def __init__(self) -> None:
        self.behaviours: dict[str, Behaviour] = defaultdict(Behaviour)
        self.received: list[Received] = []
        self.busy: dict[str, int] = defaultdict(int)
        self.most_at_once: dict[str, int] = defaultdict(int)
        self._asked: dict[str, int] = defaultdict(int)

    def app(self) -> web.Application:
        """To be served."""
        made = web.Application()
        made.add_routes(
            [
                web.post("/hook/{name}", self._hook),
                web.post("/control", self._control),
                web.get("/received", self._show),
            ]
        )
        return made

    def of(self, name: str) -> list[Received]:
        """What one endpoint got."""
        return [each for each in self.received if each.name == name]

    async def _hook(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        body = await request.text()
        self._asked[name] += 1
        behaviour = self.behaviours[name]
        if behaviour.times is not None and self._asked[name] > behaviour.times:
            behaviour = Behaviour()
        self.busy[name] += 1
        self.most_at_once[name] = max(self.most_at_once[name], self.busy[name])
        try:
            await asyncio.sleep(behaviour.seconds)
        finally:
            self.busy[name] -= 1
            headers = {key.lower(): value for key, value in request.headers.items()}
            self.received.append(Received(name=name, headers=headers, body=body, status=behaviour.status))
            del self.received[:-MOST_KEPT]
        said = {"location": behaviour.location, "retry-after": behaviour.retry_after}
        answered = {key: value for key, value in said.items() if value is not None}
        return web.Response(status=behaviour.status, headers=answered, body=b"x" * behaviour.body_bytes)

    async def _control(self, request: web.Request) -> web.Response:
        try:
            told = msgspec.json.decode(await request.read(), type=Control)
        except msgspec.MsgspecError as error:
            return web.Response(status=400, text=str(error))
        self.behaviours[told.name], self._asked[told.name] = told.behaviour, 0
        return web.Response(status=204)

    async def _show(self, request: web.Request) -> web.Response:
        name = request.query.get("name")
        shown = self.received if name is None else self.of(name)
        return web.Response(body=msgspec.json.encode(shown), content_type="application/json")


def main(arguments: Sequence[str]) -> int:
    """Serves on 127.0.0.1 until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m deploy.local.simulators.webhook_receiver")
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args(arguments)
    web.run_app(Receiver().app(), host="127.0.0.1", port=options.port, print=None, access_log=None)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

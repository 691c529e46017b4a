"""A receiver of webhooks that does next to nothing: 204, or 500 under /failing, or nothing under /silent."""

import asyncio
import time
from collections import defaultdict
from typing import Any

import msgspec


class Receiver:
    """An ASGI application without a framework, so that it holds up nobody who is measured."""

    def __init__(self) -> None:
        self._begin()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request; a websocket or a lifespan is none."""
        if scope["type"] != "http":
            raise RuntimeError("only requests")
        while (await receive()).get("more_body"):
            pass
        status, body = await self._answer(scope["path"])
        length = (b"content-length", str(len(body)).encode())
        await send({"type": "http.response.start", "status": status, "headers": [length]})
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, path: str) -> tuple[int, bytes]:
        kind = path.split("/")[1]
        if kind == "well":
            self.taken += 1
            self.last = time.time()
            return 204, b""
        if kind == "failing":
            self.tried[path].append(time.time())
            return 500, b""
        if kind == "silent":
            await asyncio.sleep(4)
        if kind == "reset":
            self._begin()
        seen = {"taken": self.taken, "last": self.last, "tried": list(self.tried.values())}
        return 200, msgspec.json.encode(seen)

    def _begin(self) -> None:
        self.taken, self.last = 0, 0.0
        self.tried: dict[str, list[float]] = defaultdict(list)


app = Receiver()

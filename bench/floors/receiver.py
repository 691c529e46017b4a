"""A receiver of webhooks that does next to nothing: 204, or 500 under /failing, or nothing under /silent."""

import asyncio
import time

import msgspec
from litestar import Litestar, Response, get, post
from litestar.datastructures import State


@get("/alive")
async def alive() -> str:
    """Whether the program is up."""
    return "yes"


@post("/well/{number:int}", status_code=204)
async def well(number: int, state: State) -> None:
    """Taken."""
    state.taken += 1
    state.last = time.time()


@post("/failing/{number:int}")
async def failing(number: int, state: State) -> Response[None]:
    """Not now; when it was tried is noted."""
    state.tried.setdefault(number, []).append(time.time())
    return Response(None, status_code=500)


@post("/silent/{number:int}")
async def silent(number: int) -> None:
    """Longer than anybody waits."""
    await asyncio.sleep(4)


@get("/state")
async def seen(state: State) -> Response[bytes]:
    """What was taken, the instant of the last one, and when each failing one was tried."""
    found = {"taken": state.taken, "last": state.last, "tried": list(state.tried.values())}
    return Response(msgspec.json.encode(found), media_type="application/json")


@post("/reset", status_code=204)
async def reset(state: State) -> None:
    """From the beginning."""
    begin(app)


def begin(served: Litestar) -> None:
    """Nothing was taken yet."""
    served.state.taken, served.state.last, served.state.tried = 0, 0.0, {}


app = Litestar(
    [alive, well, failing, silent, seen, reset],
    on_startup=[begin],
    openapi_config=None,
    logging_config=None,
)

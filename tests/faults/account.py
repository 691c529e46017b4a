"""The reckoning after every fault: what was accepted is on the board, once, and nothing lies about."""

from collections import Counter
from typing import Any
from uuid import UUID

import httpx
from nats.errors import Error as NatsError
from nats.js.api import ConsumerInfo

from services.distribution.entrypoints.subscribers import SUBSCRIPTIONS as DELIVERED
from services.events.entrypoints.subscribers import SUBSCRIPTIONS as INVITED
from services.metrics.entrypoints.subscribers import SUBSCRIPTIONS as COUNTED
from services.questions.entrypoints.subscribers import SUBSCRIPTIONS as HEARD
from shared.persistence import Database
from tests.faults.load import Load
from tests.faults.town import Town
from tests.shared.bus import eventually

_STORED = "SELECT id, press_agency_id FROM questions WHERE press_agency_id = ANY($1)"
_PROJECTED = """
SELECT id, press_agency_id FROM projection.question WHERE submission_version > 0 AND press_agency_id = ANY($1)
"""


async def outbox(database: Database) -> int:
    """How many events of a service have not been relayed."""
    (row,) = await database.fetch("SELECT count(*) AS waiting FROM outbox")
    return int(row["waiting"])


async def letters(town: Town) -> int:
    """How many dead letters there are, of whichever service."""
    return (await town.js.stream_info("dead-letters")).state.messages


async def consumers(town: Town) -> list[ConsumerInfo]:
    """How far each consumer is, as the bus sees it."""
    every = (*HEARD, *DELIVERED, *INVITED, *COUNTED)
    return [await town.js.consumer_info(one.stream, one.durable) for one in every]


async def settled(town: Town, seconds: float = 60) -> None:
    """Waits until every event has been relayed, and every message handled and acknowledged."""

    async def quiet() -> bool:
        try:
            if any([await outbox(database) for database in town.databases()]):
                return False
            return not any(info.num_pending or info.num_ack_pending for info in await consumers(town))
        except (NatsError, OSError):
            return False

    await eventually(quiet, seconds)


async def each_is_counted_once(town: Town, load: Load) -> None:
    """Settles; then the database, the projection and the figures all say what the clients were promised."""
    await settled(town)
    newsrooms = sorted(set(load.accepted.values()))
    stored = await town.questions.fetch(_STORED, newsrooms)
    assert dict(stored) == load.accepted, "a question was lost, or kept though nobody was told of it"
    projected = await town.metrics.fetch(_PROJECTED, newsrooms)
    assert dict(projected) == load.accepted
    asked = await _asked(town)
    assert {newsroom: asked[newsroom] for newsroom in newsrooms} == Counter(load.accepted.values())
    overview = await figures(town, "overview")
    (every,) = await town.questions.fetch("SELECT count(*) AS n FROM questions")
    assert overview["questions"] == every["n"]
    assert not any(overview["waiting"].values()), overview["waiting"]
    assert await letters(town) == 0


async def _asked(town: Town) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    page = {"limit": "100"}
    while True:
        answer = await figures(town, "press-agencies", **page)
        found |= {UUID(one["press_agency_id"]): one["asked"] for one in answer["items"]}
        if answer["next_cursor"] is None:
            return found
        page = {"limit": "100", "cursor": answer["next_cursor"]}


async def figures(town: Town, what: str, **query: str) -> dict[str, Any]:
    """What the scoreboard's API answers to a leader."""
    async with httpx.AsyncClient(headers=town.issuer.bearer("leader"), timeout=10) as client:
        answer = await client.get(f"{town.board.origin}/metrics/v1/{what}", params=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())

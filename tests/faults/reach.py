"""The reckoning of releases: each that was promised lies once in the log, in every inbox, on the board."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import httpx
import msgspec

from services.distribution.adapters.chain import Head, advance
from services.distribution.application.documents import LogEntry
from services.distribution.application.views.log import LogPage
from shared.contracts.distribution import ReleasePublished, ReleaseWithdrawn
from tests.faults.account import figures, letters, settled
from tests.faults.messages import about
from tests.faults.press import Reporter
from tests.faults.receivers import Ear
from tests.faults.releases import PUBLISHED, WITHDRAWN, Releases
from tests.faults.town import Town
from tests.shared.bus import eventually

_ACTIONS = {"publish": PUBLISHED, "withdraw": WITHDRAWN}
_PUBLICATION = {(PUBLISHED,): "published", (PUBLISHED, WITHDRAWN): "withdrawn"}
_PENDING = "SELECT count(*) AS n FROM deliveries WHERE status = 'pending'"
_QUEUE = """
SELECT 'msg_' || replace(d.id::text, '-', '') AS id, d.status FROM deliveries d
WHERE d.endpoint_id = $1 ORDER BY d.position
"""
_PROJECTED = """
SELECT id, issue_version > 0 AS issued, withdrawal_version > 0 AS withdrawn FROM projection.release
WHERE id = ANY($1)
"""
_PUBLIC = "SELECT count(*) AS n FROM releases WHERE publication <> 'unpublished' AND agency_id = $1"


async def each_is_reached_once(
    town: Town, releases: Releases, reporters: Sequence[Reporter], ears: Sequence[Ear] = ()
) -> None:
    """Settles; then log, inboxes, webhooks, bus and scoreboard all say what the agency was promised."""
    await settled(town)
    await _nothing_pending(town)
    assert await log_of(town, releases.agency.agency_id) == releases.promised
    (public,) = await town.distribution.fetch(_PUBLIC, releases.agency.agency_id)
    assert public["n"] == len(releases.promised), "something is public that nobody was told of"
    for reporter in {one.newsroom: one for one in reporters}.values():
        inbox = await inbox_of(town, reporter)
        found = [(release, publication) for release, publication in inbox if release in releases.promised]
        assert Counter(found) == Counter(
            {(release, _PUBLICATION[told]): 1 for release, told in releases.promised.items()}
        )
    for ear in ears:
        await _taken_in_order(town, releases, ear)
    await _counted_once(town, releases)
    assert await letters(town) == 0


async def log_of(town: Town, agency_id: UUID) -> dict[UUID, tuple[str, ...]]:
    """What the public log says of an agency's releases; every hash and signature of the log is verified."""
    head, said = Head(), dict[UUID, tuple[str, ...]]()
    address = f"{town.publisher.origin}/distribution/v1"
    async with httpx.AsyncClient(timeout=10) as http:
        keys: Any = (await http.get(f"{address}/jwks.json")).json()
        while True:
            answer = await http.get(f"{address}/log", params={"after": head.seq, "limit": 500})
            page = msgspec.json.decode(answer.content, type=LogPage)
            if not page.entries:
                assert head.seq == page.last_seq
                return said
            for item in page.entries:
                head = advance(head, item, keys)
                entry = msgspec.json.decode(item.entry, type=LogEntry)
                if entry.agency_id == agency_id:
                    before = said.get(entry.release_id, ())
                    said[entry.release_id] = (*before, _ACTIONS[entry.action])


async def inbox_of(town: Town, reporter: Reporter) -> list[tuple[UUID, str]]:
    """Every entry of a newsroom's inbox, as one of its people reads it page by page."""
    found: list[tuple[UUID, str]] = []
    page: dict[str, str] = {"limit": "100"}
    async with httpx.AsyncClient(headers=reporter.headers, timeout=10) as http:
        while True:
            answer = await http.get(f"{town.publisher.origin}/distribution/v1/inbox", params=page)
            assert answer.status_code == 200, answer.text
            read = answer.json()
            found += [(UUID(one["release_id"]), one["publication"]) for one in read["items"]]
            if read["next_cursor"] is None:
                return found
            page = {"limit": "100", "cursor": read["next_cursor"]}


async def ledger_of(town: Town, ear: Ear) -> list[tuple[str, str]]:
    """The queue of a webhook in its order: the id that each delivery goes under, and what became of it."""
    return [(row["id"], row["status"]) for row in await town.distribution.fetch(_QUEUE, ear.endpoint_id)]


async def _nothing_pending(town: Town) -> None:
    async def all_settled() -> bool:
        (row,) = await town.distribution.fetch(_PENDING)
        return int(row["n"]) == 0

    await eventually(all_settled, 30)
    await settled(town)


async def _taken_in_order(town: Town, releases: Releases, ear: Ear) -> None:
    """At least once, always under one id; what had not been taken before was in the order of the queue."""
    assert Counter(ear.taken.values()) == Counter(
        {(topic, release): 1 for release, told in releases.promised.items() for topic in told}
    ), "a message went under two ids, or not at all"
    queue = await ledger_of(town, ear)
    assert [id_ for id_, _ in queue] == list(ear.taken)
    assert {status for _, status in queue} == {"delivered"}
    order = list(ear.taken.values())
    for release, told in releases.promised.items():
        assert [topic for topic, one in order if one == release] == list(told)


async def _counted_once(town: Town, releases: Releases) -> None:
    ids = list(releases.promised)
    withdrawn = [release for release, told in releases.promised.items() if WITHDRAWN in told]
    assert len(await about(town.js, ReleasePublished, ids)) == len(ids)
    assert len(await about(town.js, ReleaseWithdrawn, ids)) == len(withdrawn)
    rows = await town.metrics.fetch(_PROJECTED, ids)
    assert {row["id"] for row in rows if row["issued"]} == set(ids)
    assert {row["id"] for row in rows if row["withdrawn"]} == set(withdrawn)
    (every,) = await town.distribution.fetch("SELECT count(*) AS n FROM editions WHERE number = 1")
    assert (await figures(town, "overview"))["releases"] == every["n"]

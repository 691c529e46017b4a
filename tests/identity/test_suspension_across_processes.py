"""A suspended reporter is kept out by every service and at the door, and let in again when restored."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from nats.js import JetStreamContext

from tests.events.house import notice, when
from tests.identity.house import API, REPORTER, House, problem
from tests.identity.running import Processes, Role
from tests.settings import Reachable

LIMIT_SECONDS = 5.0
"""The promise: so soon after the officer's decision it holds in every service, while the bus runs."""
SERVICES = ("questions", "distribution", "events", "metrics")
DOORS = {
    "questions": "/questions/v1/questions",
    "distribution": "/distribution/v1/inbox",
    "events": "/events/v1/press-events",
    "metrics": "/metrics/v1/overview",
}
ROLES: tuple[Role, ...] = (
    ("identity", "api"),
    ("identity", "worker"),
    *((service, how) for service in SERVICES for how in ("api", "worker")),
)
_FURNISH_SECONDS = 60.0
Seen = Mapping[str, Any]


class Town:
    """The processes, a reporter at work, and the people around him."""

    def __init__(self, house: House, apis: Mapping[Role, httpx.AsyncClient]) -> None:
        self.house = house
        self.apis = {service: apis[service, "api"] for service in ("identity", *SERVICES)}
        self.officer = house.bearer("department_officer")
        self.reporter: Seen = {}
        self.bearer: dict[str, str] = {}
        self.organiser: dict[str, str] = {}
        self.editor: dict[str, str] = {}

    async def furnish(self) -> None:
        """An agency and a verified reporter; his token is from before anything happens to him."""
        body = {"code": "H57.01", "name": "Sở Minh họa", "level": "DEPARTMENT"}
        agency = await self.house.post("/agencies", body, self.house.bearer("administrator"))
        self.organiser = self.house.bearer("focal_officer", agency_id=UUID(agency["id"]))
        self.reporter, self.bearer = await self.house.applicant()
        await self.decide("verification", 1)
        newsroom = UUID(self.reporter["press_agency_id"])
        self.editor = self.house.bearer("newsroom_admin", press_agency_id=newsroom)
        # A token with the role, as the super-app would have it from now on.
        self.bearer = await self.house.signed_in(REPORTER)

    async def decide(self, step: str, version: int) -> None:
        """An officer's decision, at identity's own process."""
        path = f"{API}/reporters/{self.reporter['id']}/{step}"
        headers = {**self.officer, "If-Match": f'"{version}"'}
        body = {"reason": "Lý do minh họa"} if step == "suspension" else None
        answer = await self.apis["identity"].post(path, json=body, headers=headers)
        assert answer.is_success, answer.text

    async def suspended_at(self) -> set[str]:
        """The services that refuse the reporter's token because he is suspended."""
        answers = {name: await self.apis[name].get(path, headers=self.bearer) for name, path in DOORS.items()}
        return {
            name
            for name, answer in answers.items()
            if answer.status_code == 403 and problem(answer) == "account-suspended"
        }

    async def events(self, method: str, path: str, who: dict[str, str], **sent: Any) -> httpx.Response:
        """A request to the events service."""
        return await self.apis["events"].request(method, f"/events/v1{path}", headers=who, **sent)

    async def acted(self, path: str, on: Seen, who: dict[str, str], body: object) -> Seen:
        """A successful act in the events service on the version that was read."""
        answer = await self.events("POST", path, {**who, "If-Match": f'"{on["version"]}"'}, json=body)
        assert answer.is_success, answer.text
        found: Seen = answer.json()
        return found

    async def with_a_pass(self, starts: Any) -> tuple[Seen, Seen]:
        """An announced press event, and the reporter's pass for it."""
        times = when(
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            reply_until=starts - timedelta(hours=12),
        )
        announced: list[Seen] = []

        async def invited() -> bool:
            """The service knows agency, newsroom and reporter once their events have arrived."""
            answer = await self.events("POST", "/press-events", self.organiser, json=notice(when=times))
            if not answer.is_success:
                return False
            announced.append(answer.json())
            query = f"/invitations?press_event_id={announced[-1]['id']}"
            return bool((await self.events("GET", query, self.editor)).json()["items"])

        await _until(invited, _FURNISH_SECONDS)
        query = f"/invitations?press_event_id={announced[-1]['id']}"
        invitation = (await self.events("GET", query, self.editor)).json()["items"][0]
        yes = {"answer": "accepted", "reporter_id": self.reporter["id"], "attendee_name": "Lê Thị Hỏi"}
        path = f"/invitations/{invitation['id']}"
        accepted = await self.acted(f"{path}/answer", invitation, self.editor, yes)
        decided = await self.acted(f"{path}/accreditation", accepted, self.organiser, {"decision": "granted"})
        own = (await self.events("GET", f"/passes/{decided['pass_id']}", self.editor)).json()
        return announced[-1], own

    async def scan(self, press_event: Seen, own: Seen) -> httpx.Response:
        """One scan of the pass at the door, now."""
        agency = {"agency_id": UUID(press_event["agency_id"])}
        body = {
            "press_event_id": press_event["id"],
            "token": own["token"],
            "nonce": secrets.token_urlsafe(12),
            "gate": "Cửa A",
            "scanned_at": self.house.clock.now().isoformat(),
        }
        return await self.events("POST", "/check-ins", self.house.bearer("door_officer", **agency), json=body)


@pytest.mark.timeout(240)
async def test_a_suspension_bites_in_every_process_and_at_the_door_and_a_restoration_lifts_it(
    house: House,
    servers: Reachable,
    database_urls: Mapping[str, str],
    streams: JetStreamContext,
    tmp_path: Path,
) -> None:
    processes = Processes(house, servers, database_urls, tmp_path)
    async with processes.running(ROLES) as apis:
        town = Town(house, apis)
        await town.furnish()
        starts = house.clock.now() + timedelta(days=2)
        press_event, own = await town.with_a_pass(starts)
        processes.hold(starts - timedelta(minutes=10))
        assert await town.suspended_at() == set()
        assert (await apis["distribution", "api"].get(DOORS["distribution"], headers=town.bearer)).is_success

        async def kept_out() -> bool:
            refused = await town.suspended_at() == set(SERVICES)
            return refused and (await town.scan(press_event, own)).json().get("reason") == "suspended"

        await town.decide("suspension", 2)
        await _until(kept_out, LIMIT_SECONDS)
        newsroom = await apis["distribution", "api"].get(DOORS["distribution"], headers=town.editor)
        assert newsroom.is_success, "his newsroom goes on reading its inbox"

        async def let_in() -> bool:
            return not await town.suspended_at() and (await town.scan(press_event, own)).status_code == 201

        await town.decide("restoration", 3)
        await _until(let_in, LIMIT_SECONDS)


async def _until(holds: Callable[[], Awaitable[bool]], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not await holds():
        assert time.monotonic() < end, holds.__name__
        await asyncio.sleep(0.1)

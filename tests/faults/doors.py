"""A press event whose doors are open: passes of many reporters, and the scans of several doors."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import httpx

from shared.contracts.events import PassCheckedIn
from tests.faults.account import figures, letters, settled
from tests.faults.clients import Clients
from tests.faults.messages import about
from tests.faults.press import AT, Headers, Reporter
from tests.faults.releases import Agency
from tests.faults.town import Town

NOTICE: dict[str, Any] = {
    "kind": "conference",
    "title": "Họp báo công bố kế hoạch chỉnh trang bờ nam sông Hương",
    "content": "Kế hoạch, tiến độ và kinh phí; phóng viên đặt câu hỏi trực tiếp.",
    "chair": "Trần Thị Minh Họa, Phó Chủ tịch",
    "documents": [{"title": "Quyết định 1234/QĐ-UBND", "link": "https://example.vn/qd-1234.pdf"}],
    "when": {
        "starts_at": (AT + timedelta(hours=1)).isoformat(),
        "ends_at": (AT + timedelta(hours=3)).isoformat(),
        "place": "Hội trường tầng 2, số 16 Lê Lợi",
    },
}
_ENTERED = "SELECT pass_id, gate FROM pass_acts WHERE kind = 'entered' AND pass_id = ANY($1)"
_SCANS = "SELECT nonce, outcome FROM scans WHERE press_event_id = $1"
_PROJECTED = "SELECT id FROM projection.press_pass WHERE entry_version > 0 AND id = ANY($1)"


class Doors(Clients):
    """Each pass is shown again and again; who was let in, and where, is in `entered`."""

    def __init__(
        self, town: Town, agency: Agency, press_event: UUID, passes: Sequence[tuple[UUID, str]]
    ) -> None:
        super().__init__()
        self.press_event, self.passes = press_event, passes
        self.entered: dict[UUID, str] = {}
        """The passes that a door was opened for, each with the gate that all doors must name from then on."""
        self.scans: dict[str, str] = {}
        """Each scan that was answered: admitted or denied."""
        self._address = f"{town.door.origin}/events/v1/check-ins"
        self._officer = town.issuer.bearer("door_officer", agency_id=agency.agency_id)
        self._shown: defaultdict[UUID, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._numbers = count()

    @property
    def done(self) -> int:
        """Scans that were answered."""
        return len(self.scans)

    async def one(self, http: httpx.AsyncClient) -> None:
        """The next pass at a gate; the first time it opens, later it tells where the first time was."""
        number = next(self._numbers)
        pass_id, token = self.passes[number % len(self.passes)]
        nonce, gate = f"{self.press_event.hex[-12:]}-{number:08d}", f"Cửa {number % 7}"
        body = {
            "press_event_id": str(self.press_event),
            "token": token,
            "nonce": nonce,
            "gate": gate,
            "scanned_at": AT.isoformat(),
        }
        async with self._shown[pass_id]:
            answer = await self.answered(http, self._address, self._officer, body)
            if pass_id in self.entered:
                assert (answer.status_code, answer.json().get("reason")) == (409, "already_used"), answer.text
                assert answer.json()["check_in"]["first_gate"] == self.entered[pass_id]
                self.scans[nonce] = "denied"
            else:
                assert answer.status_code == 201, answer.text
                assert answer.json()["gate"] == gate
                self.entered[pass_id] = gate
                self.scans[nonce] = "admitted"


async def open_doors(town: Town, agency: Agency, reporters: Sequence[Reporter]) -> Doors:
    """A press event in an hour, with a pass for each of them."""
    await settled(town)
    address = f"{town.door.origin}/events/v1"
    invited = {"reporter_ids": [str(one.reporter_id) for one in reporters]}
    async with httpx.AsyncClient(timeout=10, base_url=address) as http:
        made = await _post(http, "/press-events", {**NOTICE, "invited": invited}, agency.officer)
        passes = [await _pass(http, made["id"], agency, one) for one in reporters]
    return Doors(town, agency, UUID(made["id"]), passes)


async def each_entered_once(town: Town, doors: Doors) -> None:
    """Settles; then the register, the bus and the scoreboard all say what the doors were promised."""
    await settled(town)
    ids = [pass_id for pass_id, _ in doors.passes]
    entered = await town.events.fetch(_ENTERED, ids)
    assert len(entered) == len(doors.entered)
    assert {row["pass_id"]: row["gate"] for row in entered} == doors.entered
    scans = await town.events.fetch(_SCANS, doors.press_event)
    assert {row["nonce"]: row["outcome"] for row in scans} == doors.scans
    assert len(await about(town.js, PassCheckedIn, ids)) == len(doors.entered)
    assert {row["id"] for row in await town.metrics.fetch(_PROJECTED, ids)} == set(doors.entered)
    (every,) = await town.events.fetch("SELECT count(*) AS n FROM pass_acts WHERE kind = 'entered'")
    assert (await figures(town, "overview"))["check_ins"] == every["n"]
    assert await letters(town) == 0


async def _pass(http: httpx.AsyncClient, press_event: str, agency: Agency, one: Reporter) -> tuple[UUID, str]:
    found = await http.get(f"/invitations?press_event_id={press_event}&limit=100", headers=one.headers)
    own = [each for each in found.json()["items"] if each["named_reporter_id"] == str(one.reporter_id)]
    body = {"answer": "accepted", "reporter_id": str(one.reporter_id), "attendee_name": "Lê Thị Minh Họa"}
    path = f"/invitations/{own[0]['id']}"
    answered = await _post(http, f"{path}/answer", body, one.headers, own[0]["version"])
    decision = {"decision": "granted"}
    decided = await _post(http, f"{path}/accreditation", decision, agency.officer, answered["version"])
    shown = await http.get(f"/passes/{decided['pass_id']}", headers=one.headers)
    assert shown.status_code == 200, shown.text
    return UUID(decided["pass_id"]), shown.json()["token"]


async def _post(
    http: httpx.AsyncClient, path: str, body: dict[str, Any], who: Headers, version: int | None = None
) -> dict[str, Any]:
    headers = who if version is None else {**who, "If-Match": f'"{version}"'}
    answer = await http.post(path, json=body, headers=headers)
    assert answer.is_success, answer.text
    return dict(answer.json())

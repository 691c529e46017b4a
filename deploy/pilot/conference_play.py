"""The season's press conference: invited, answered, accredited; and a door that meets every sort of pass."""

import asyncio
from datetime import datetime, timedelta

from deploy.pilot.caller import Caller, Json, Refused
from deploy.pilot.cast import Agency, Cast
from deploy.pilot.conductor import Conductor
from shared.clock import PROVINCE_ZONE
from shared.ids import uuid7

ENTRIES, DECLINE = 60, 4
_ANNOUNCED = datetime(2026, 9, 28, 9, 0, tzinfo=PROVINCE_ZONE)
_BEGINS = datetime(2026, 10, 2, 9, 0, tzinfo=PROVINCE_ZONE)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_EVENTS = "/events/v1"


class WrongAtTheDoor(Exception):
    """The door let in whom it should not, or the reverse."""


class ConferencePlay:
    """Sixty come in; one whose pass was taken back does not, and nobody comes in twice."""

    def __init__(self, cast: Cast, conductor: Conductor) -> None:
        self._cast, self._conductor = cast, conductor
        self._id = ""
        self._passes: list[Json] = []

    def begin(self) -> None:
        """Put it on the agenda."""
        self._conductor.at(_ANNOUNCED, self._announce)
        self._conductor.at(_ANNOUNCED + _DAY, self._answer)
        self._conductor.at(_ANNOUNCED + 2 * _DAY, self._accredit)
        self._conductor.at(_BEGINS - _HOUR / 2, self._enter)

    @property
    def _organiser(self) -> Agency:
        return self._cast.agencies[0]

    async def _announce(self) -> None:
        when = {"starts_at": _BEGINS.isoformat(), "ends_at": (_BEGINS + 2 * _HOUR).isoformat()}
        notice = {
            "kind": "conference",
            "title": "Họp báo thường kỳ tháng 9 (minh họa)",
            "content": "Tình hình kinh tế - xã hội quý III và nhiệm vụ quý IV.",
            "chair": "Lãnh đạo Ủy ban nhân dân thành phố (minh họa)",
            "documents": [{"title": "Kế hoạch họp báo", "link": "https://hop-bao.example/ke-hoach.pdf"}],
            "when": {**when, "place": "Hội trường số 1 (minh họa)"},
            "invited": {"everyone": True},
        }
        announced = await self._organiser.focal.post(f"{_EVENTS}/press-events", notice)
        self._id = announced.get("id") or announced["press_event_id"]

    async def _invitations(self, who: Caller) -> list[Json]:
        page = await who.get(f"{_EVENTS}/invitations", press_event_id=self._id, limit=100)
        found: list[Json] = page["items"]
        return found

    async def _answer(self) -> None:
        newsrooms = ENTRIES + 1 + DECLINE
        await asyncio.gather(*(self._answer_one(number) for number in range(newsrooms)))

    async def _answer_one(self, newsroom: int) -> None:
        reporter = self._cast.reporters[newsroom]
        (invitation,) = await self._invitations(reporter)
        me = (await reporter.get("/identity/v1/me"))["reporter"]
        if newsroom < ENTRIES + 1:
            name = reporter.person.full_name
            answer = {"answer": "accepted", "reporter_id": me["id"], "attendee_name": name}
        else:
            answer = {"answer": "declined"}
        path = f"{_EVENTS}/invitations/{invitation['id']}/answer"
        await reporter.post(path, answer, version=invitation["version"])

    async def _accredit(self) -> None:
        coming = [
            one for one in await self._invitations(self._organiser.focal) if one["status"] == "accepted"
        ]
        self._passes = list(await asyncio.gather(*(self._grant(one) for one in coming)))
        last = self._passes[-1]
        body = {"reason": "Toà soạn đổi người (minh họa)."}
        path = f"{_EVENTS}/passes/{last['id']}/revocation"
        await self._organiser.focal.post(path, body, version=last["version"])

    async def _grant(self, invitation: Json) -> Json:
        path = f"{_EVENTS}/invitations/{invitation['id']}/accreditation"
        focal = self._organiser.focal
        granted = await focal.post(path, {"decision": "granted"}, version=invitation["version"])
        return await focal.get(f"{_EVENTS}/passes/{granted['pass_id']}")

    async def _enter(self) -> None:
        await asyncio.gather(*(self._scan(one) for one in self._passes[:ENTRIES]))
        for refused in (self._passes[-1], self._passes[0]):
            try:
                await self._scan(refused)
            except Refused:
                continue
            raise WrongAtTheDoor(refused["id"])

    async def _scan(self, press_pass: Json) -> None:
        body = {
            "press_event_id": self._id,
            "token": press_pass["token"],
            "nonce": uuid7().hex,
            "gate": "Cửa A",
            "scanned_at": (_BEGINS - _HOUR / 2).isoformat(),
        }
        await self._cast.door.post(f"{_EVENTS}/check-ins", body)

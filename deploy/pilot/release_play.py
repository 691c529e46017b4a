"""One release's way: written, approved by a second person, published, taken, used; act by act."""

import asyncio
from datetime import datetime, time, timedelta

from deploy.pilot.caller import Caller, Json
from deploy.pilot.cast import Agency, Cast
from deploy.pilot.conductor import Act, Conductor
from deploy.pilot.material import Fate, PlannedRelease
from deploy.pilot.season import at_desk
from shared.clock import PROVINCE_ZONE

_RELEASES, _ITEMS = "/distribution/v1/releases", "/distribution/v1/items"
_LUNCH = timedelta(hours=5)
_CONFIRM_EACH = 10


class ReleasePlay:
    """Everything that the plan says of one release."""

    def __init__(self, planned: PlannedRelease, cast: Cast, conductor: Conductor) -> None:
        self._planned, self._cast, self._conductor = planned, cast, conductor
        self._id, self._public_at = "", planned.at

    def begin(self) -> None:
        """Put the publication on the agenda."""
        self._conductor.at(self._planned.at, self._publish)

    @property
    def _agency(self) -> Agency:
        return self._cast.agencies[self._planned.agency]

    async def _publish(self) -> None:
        ends = self._embargo_ends()
        draft = await self._agency.focal.post(_RELEASES, self._body(ends))
        self._id = draft["id"]
        await self._clear(draft)
        self._public_at = public_at = ends or self._planned.at
        if ends is not None:
            self._conductor.at(ends)
        self._conductor.at(public_at + _LUNCH, self._use)
        follow_up: dict[Fate, Act] = {Fate.CORRECTED: self._correct, Fate.WITHDRAWN: self._withdraw}
        act = follow_up.get(self._planned.fate)
        if act is not None:
            self._conductor.at(at_desk(public_at + timedelta(days=1)), act)

    def _embargo_ends(self) -> datetime | None:
        if self._planned.fate is not Fate.EMBARGOED:
            return None
        tomorrow = at_desk(self._planned.at + timedelta(days=1)).date()
        return datetime.combine(tomorrow, time(10, 0), PROVINCE_ZONE)

    def _body(self, embargo: datetime | None = None, again: str = "") -> Json:
        matter = self._agency.fields[self._planned.number % len(self._agency.fields)]
        headline, body = self._planned.text(matter)
        contact = {"name": "Văn phòng cơ quan (minh họa)", "phone": "0234 3822 000"}
        asked: Json = {"headline": headline + again, "body": body, "contact": contact}
        return asked if embargo is None else {**asked, "embargoed_until": embargo.isoformat()}

    async def _clear(self, release: Json) -> None:
        """The author hands it on; a spokesperson, a second person, approves and publishes."""
        for who, act in (
            (self._agency.focal, "submission"),
            (self._agency.speaker, "approval"),
            (self._agency.speaker, "publication"),
        ):
            release = await who.post(f"{_RELEASES}/{self._id}/{act}", version=release["version"])

    async def _correct(self) -> None:
        focal = self._agency.focal
        release = await focal.get(f"{_RELEASES}/{self._id}")
        body = {"reason": "Sửa một con số ở đoạn thứ hai (minh họa)."}
        path = f"{_RELEASES}/{self._id}/correction"
        begun = await focal.post(path, body, version=release["version"])
        await self._clear(
            await focal.put(
                f"{_RELEASES}/{self._id}/draft", self._body(again=" (đính chính)"), version=begun["version"]
            )
        )

    async def _withdraw(self) -> None:
        release = await self._agency.speaker.get(f"{_RELEASES}/{self._id}")
        body = {"reason": "Phát hành nhầm bản chưa hoàn chỉnh (minh họa)."}
        path = f"{_RELEASES}/{self._id}/withdrawal"
        await self._agency.speaker.post(path, body, version=release["version"])

    async def _use(self) -> None:
        await asyncio.gather(*(self._one(user) for user in self._planned.users))

    async def _one(self, newsroom: int) -> None:
        """A newsroom opens it, publishes something made from it, and says so."""
        reporter = self._cast.reporters[newsroom]
        await reporter.post(f"{_RELEASES}/{self._id}/takes", {"action": "open"})
        published = (self._public_at + _LUNCH).isoformat()
        address = f"https://toa-soan-{newsroom + 1}.example/tin/{self._planned.number + 1}"
        title = f"Bản tin {self._planned.number + 1} (minh họa)"
        item = {"release_id": self._id, "url": address, "title": title, "published_at": published}
        declared = await reporter.post(_ITEMS, item)
        if newsroom % _CONFIRM_EACH == 0:
            await self._confirm(self._agency.focal, declared)

    async def _confirm(self, focal: Caller, item: Json) -> None:
        await focal.post(f"{_ITEMS}/{item['id']}/confirmation", version=item["version"])

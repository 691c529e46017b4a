"""An agency that publishes one release after another, and takes every third one back."""

from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

import httpx

from shared.contracts.identity import AgencyRegistered, SpokespersonAssigned
from shared.ids import uuid7
from tests.faults.account import settled
from tests.faults.clients import Clients, together
from tests.faults.press import AT, Headers, tell
from tests.faults.town import Town

PUBLISHED, WITHDRAWN = "release.published", "release.withdrawn"
TEXT: dict[str, Any] = {
    "headline": "Thành phố Huế mở thêm hai tuyến xe buýt",
    "summary": "Hai tuyến mới nối Thuận An và Chân Mây.",
    "body": "<p>Từ ngày <strong>01/10/2026</strong>, hai tuyến xe buýt mới bắt đầu phục vụ.</p>",
    "urgency": "priority",
    "contact": {"name": "Văn phòng Sở Minh họa", "phone": "0234 3822 000", "email": "vp@example.vn"},
}


@dataclass(frozen=True)
class Agency:
    """Who writes, and who approves."""

    agency_id: UUID
    officer: Headers
    speaker: Headers


async def found_agency(town: Town) -> Agency:
    """The city's committee with its spokesperson, as identity tells the bus; every service has heard."""
    agency_id, account = uuid7(), uuid7()
    registered = AgencyRegistered(
        aggregate_version=1,
        agency_id=agency_id,
        code=f"H57.{agency_id.hex[-6:]}",
        name="Ủy ban Minh họa",
        level="CITY",
        parent_id=None,
        fields=(),
    )
    assigned = SpokespersonAssigned(
        aggregate_version=1,
        spokesperson_id=uuid7(),
        account_id=account,
        agency_id=agency_id,
        kind="STANDING",
        full_name="Trần Thị Minh Họa",
        position="Phó Chủ tịch",
        valid_from=AT,
        valid_to=None,
    )
    await tell(town.js, [registered, assigned])
    await settled(town)
    officer = town.issuer.bearer("focal_officer", agency_id=agency_id)
    speaker = town.issuer.bearer("spokesperson", agency_id=agency_id, sub=account)
    return Agency(agency_id, officer, speaker)


class Releases(Clients):
    """Releases from several clients; what was promised to them is in `promised`."""

    def __init__(self, town: Town, agency: Agency) -> None:
        super().__init__()
        self.agency = agency
        self.promised: dict[UUID, tuple[str, ...]] = {}
        """What everybody was to be told of each release, in order."""
        self._address = f"{town.publisher.origin}/distribution/v1/releases"
        self._numbers = count(1)

    @property
    def done(self) -> int:
        """Releases that are public, or were."""
        return len(self.promised)

    async def one(self, http: httpx.AsyncClient) -> None:
        """One release up to its publication, and perhaps its withdrawal."""
        number = next(self._numbers)
        release = await self.approved(http)
        await self.publish(http, release)
        if number % 3 == 0:
            await self.withdraw(http, release)

    async def approved(self, http: httpx.AsyncClient, **text: object) -> dict[str, Any]:
        """A release that waits for its publication."""
        answer = await self.answered(http, self._address, self.agency.officer, {**TEXT, **text})
        assert answer.status_code == 201, answer.text
        release = await self.act(http, answer.json(), "submission", self.agency.officer)
        return await self.act(http, release, "approval", self.agency.speaker)

    async def publish(self, http: httpx.AsyncClient, release: dict[str, Any]) -> None:
        """Public from now on; `release` is what it has become."""
        release |= await self.act(http, release, "publication", self.agency.speaker)
        assert release["publication"] == "published"
        self.promised[UUID(release["id"])] = (PUBLISHED,)

    async def publish_together(self, releases: list[dict[str, Any]]) -> None:
        """All of them at the same time."""

        async def publish(release: dict[str, Any]) -> None:
            async with httpx.AsyncClient(timeout=10) as http:
                await self.publish(http, release)

        async with together() as group:
            for release in releases:
                group.create_task(publish(release))

    async def withdraw(self, http: httpx.AsyncClient, release: dict[str, Any]) -> None:
        """Taken back."""
        body = {"reason": "Nhầm tệp."}
        await self.act(http, release, "withdrawal", self.agency.speaker, body)
        self.promised[UUID(release["id"])] = (PUBLISHED, WITHDRAWN)

    async def act(
        self,
        http: httpx.AsyncClient,
        release: dict[str, Any],
        act: str,
        who: Headers,
        body: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """What the release has become, by the version that was read before."""
        headers = {**who, "If-Match": f'"{release["version"]}"'}
        answer = await self.answered(http, f"{self._address}/{release['id']}/{act}", headers, body)
        assert answer.status_code == 200, f"{act}: {answer.text}"
        return dict(answer.json())

"""A distribution service on real servers with everything around it that a test needs."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
from litestar import Litestar

from services.distribution.adapters.unit_of_work import Office
from services.distribution.application.handlers.releasing import fire_due
from services.distribution.entrypoints.subscribers import SUBSCRIPTIONS
from shared.clock import FixedClock
from shared.contracts import cloudevents, registry
from shared.contracts.event import Event
from shared.contracts.identity import AgencyRegistered, SpokespersonAssigned, SpokespersonRevoked
from shared.ids import uuid7
from shared.messaging.consumer import apply
from shared.persistence import Database
from tests.tokens import Issuer

Headers = dict[str, str]
MakeHouse = Callable[..., "House"]
CONSUMES = {one.event: one for one in SUBSCRIPTIONS}
ORIGIN = "http://127.0.0.1:8000"


def hue(text: str) -> datetime:
    """An instant by the clock on the wall in Huế."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


STARTED = hue("2026-09-21 09:00")
TEXT: dict[str, Any] = {
    "headline": "Thành phố Huế mở thêm hai tuyến xe buýt",
    "summary": "Hai tuyến mới nối Thuận An và Chân Mây.",
    "body": "<p>Từ ngày <strong>01/10/2026</strong>, hai tuyến xe buýt mới bắt đầu phục vụ.</p>",
    "urgency": "priority",
    "contact": {"name": "Văn phòng Sở Minh họa", "phone": "0234 3822 000", "email": "vp@example.vn"},
}


class House:
    """An agency with a focal officer and two spokespersons, another agency, and whoever else a test names."""

    def __init__(self, office: Office, clock: FixedClock, app: Litestar, issuer: Issuer) -> None:
        self.office, self.clock, self.issuer, self.app = office, clock, issuer, app
        self.agency, self.other_agency, self.newsroom = uuid7(), uuid7(), uuid7()
        self.officer_account, self.speaker_account, self.head_account = uuid7(), uuid7(), uuid7()
        self.speaker_id = uuid7()
        transport = httpx.ASGITransport(cast("Any", app), raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url=f"{ORIGIN}/distribution/v1")

    @property
    def database(self) -> Database:
        """The service's own database."""
        return self.office.database

    async def furnish(self) -> None:
        """Agencies and spokespersons, as the bus would tell."""
        for number, agency in enumerate((self.agency, self.other_agency)):
            await self.hear(_agency(agency, number))
        await self.hear(self.assigned(self.speaker_id, self.speaker_account, "Trần Thị Minh Họa"))
        await self.hear(self.assigned(uuid7(), self.head_account, "Lê Văn Minh Họa"))

    def assigned(self, spokesperson_id: UUID, account_id: UUID, name: str) -> SpokespersonAssigned:
        """Identity's word that the account may speak for the agency."""
        return SpokespersonAssigned(
            aggregate_version=1,
            spokesperson_id=spokesperson_id,
            account_id=account_id,
            agency_id=self.agency,
            kind="STANDING",
            full_name=name,
            position="Phó Giám đốc",
            valid_from=hue("2026-01-01"),
            valid_to=None,
        )

    async def revoke_speaker(self) -> None:
        """Identity's word that the first spokesperson may not speak any more, from now on."""
        await self.hear(
            SpokespersonRevoked(
                aggregate_version=2,
                spokesperson_id=self.speaker_id,
                account_id=self.speaker_account,
                agency_id=self.agency,
                revoked_at=self.clock.now(),
            )
        )

    async def hear(self, event: Event, cause: UUID | None = None) -> bool:
        """Handles a message as the worker does."""
        headers = cloudevents.headers(
            event, event_id=cause or uuid7(), time=self.clock.now(), province_code="46"
        )
        return await apply(CONSUMES[type(event)], self.office.unit, headers, registry.encode(event))

    def officer(self, agency: UUID | None = None) -> Headers:
        """The agency's focal officer, or another's."""
        account = self.officer_account if agency is None else uuid7()
        return self.issuer.bearer("focal_officer", agency_id=agency or self.agency, sub=account)

    def speaker(self) -> Headers:
        """The agency's spokesperson."""
        return self.issuer.bearer("spokesperson", agency_id=self.agency, sub=self.speaker_account)

    def head(self) -> Headers:
        """The head of the agency, who may speak too."""
        return self.issuer.bearer("agency_head", agency_id=self.agency, sub=self.head_account)

    def reporter(self) -> Headers:
        """Somebody of a newsroom."""
        return self.issuer.bearer("reporter", reporter_id=uuid7(), press_agency_id=self.newsroom)

    async def draft(self, who: Headers | None = None, **fields: Any) -> dict[str, Any]:
        """A new release, as the API answers it."""
        answer = await self.http.post("/releases", json={**TEXT, **fields}, headers=who or self.officer())
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def act(self, release: Mapping[str, Any], act: str, who: Headers, **body: object) -> httpx.Response:
        """POST .../<act> (PUT for a draft or a schedule) with the version that `release` has."""
        method = "PUT" if act in ("draft", "schedule") else "POST"
        headers = {**who, "If-Match": f'"{release["version"]}"'}
        address = f"/releases/{release['id']}/{act}"
        return await self.http.request(method, address, json=body or None, headers=headers)

    async def done(
        self, release: Mapping[str, Any], act: str, who: Headers, **body: object
    ) -> dict[str, Any]:
        """The same, when it must succeed."""
        answer = await self.act(release, act, who, **body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def approved(self, **fields: Any) -> dict[str, Any]:
        """A release up to its approval by the spokesperson."""
        release = await self.done(await self.draft(**fields), "submission", self.officer())
        return await self.done(release, "approval", self.speaker())

    async def published(self, **fields: Any) -> dict[str, Any]:
        """A release that everybody may read."""
        return await self.done(await self.approved(**fields), "publication", self.speaker())

    async def corrected(self, release: Mapping[str, Any], **fields: object) -> dict[str, Any]:
        """A further edition of a public release, published."""
        made = await self.done(release, "correction", self.officer(), reason="Sai một con số.")
        made = await self.done(made, "draft", self.officer(), **{**TEXT, **fields})
        made = await self.done(made, "submission", self.officer())
        made = await self.done(made, "approval", self.speaker())
        return await self.done(made, "publication", self.speaker())

    async def withdrawn(self, release: Mapping[str, Any]) -> dict[str, Any]:
        """A public release, taken back."""
        return await self.done(release, "withdrawal", self.speaker(), reason="Nhầm tệp.")

    async def fire(self, at: datetime | None = None) -> int:
        """The sweep, perhaps at another instant; how many fired."""
        if at is not None:
            self.clock.set(at)
        return await fire_due(self.office.unit)

    async def told(self) -> list[Event]:
        """The events in the outbox, in order."""
        rows = await self.database.fetch("SELECT subject, payload FROM outbox ORDER BY position")
        return [registry.decode(row["subject"], row["payload"]) for row in rows]

    async def count(self, table: str) -> int:
        """How many rows there are."""
        rows = await self.database.fetch(f"SELECT count(*) AS n FROM {table}")
        return int(rows[0]["n"])


def problem(answer: httpx.Response, status: int, code: str, field: str | None = None) -> None:
    """A problem document with its stable type, and the field at fault."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:caunoi:problem:{code}"
    if field is not None:
        assert field in [error["field"] for error in answer.json()["errors"]]


def _agency(agency_id: UUID, number: int) -> AgencyRegistered:
    return AgencyRegistered(
        aggregate_version=1,
        agency_id=agency_id,
        code=f"H57.{number:02d}",
        name=f"Sở Minh họa {number}",
        level="DEPARTMENT",
        parent_id=None,
        fields=(),
    )

"""An events service on real servers with everything around it that a test needs."""

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

import httpx
from litestar import Litestar

from services.events.entrypoints.parts import Parts
from services.events.entrypoints.subscribers import SUBSCRIPTIONS
from shared.clock import FixedClock
from shared.contracts import cloudevents, registry
from shared.contracts.event import Event
from shared.contracts.identity import (
    AccreditationRestored,
    AccreditationSuspended,
    AgencyRegistered,
    PressAgencyRegistered,
    ReporterVerified,
)
from shared.ids import uuid7
from shared.messaging.consumer import apply
from shared.persistence import Database
from tests.tokens import Issuer

NOW = datetime(2026, 9, 14, 1, 0, tzinfo=UTC)
STARTS = datetime(2026, 9, 16, 1, 30, tzinfo=UTC)
ENDS = STARTS + timedelta(hours=2)
CONSUMES = {one.event: one for one in SUBSCRIPTIONS}
Headers = dict[str, str]
Seen = Mapping[str, Any]
MakeHouse = Callable[..., "House"]


def when(**changes: object) -> dict[str, Any]:
    """A morning in two days, replies until the evening before."""
    times = {
        "starts_at": STARTS.isoformat(),
        "ends_at": ENDS.isoformat(),
        "place": "Hội trường tầng 2, số 16 Lê Lợi",
        "reply_until": (STARTS - timedelta(hours=12)).isoformat(),
    }
    return {**times, **{name: _text(value) for name, value in changes.items()}}


def notice(**changes: object) -> dict[str, Any]:
    """The six items of a notice; everybody is invited unless `changes` says otherwise."""
    items = {
        "kind": "conference",
        "title": "Họp báo công bố kế hoạch chỉnh trang bờ nam sông Hương",
        "content": "Kế hoạch, tiến độ và kinh phí; phóng viên đặt câu hỏi trực tiếp.",
        "chair": "Trần Thị Minh Họa, Phó Giám đốc",
        "documents": [{"title": "Quyết định 1234/QĐ-UBND", "link": "https://example.vn/qd-1234.pdf"}],
        "when": when(),
        "invited": {"everyone": True},
    }
    return {**items, **changes}


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


class House:
    """A department, the city's committee, two newsrooms, three reporters of the first one."""

    def __init__(self, parts: Parts, clock: FixedClock, app: Litestar, issuer: Issuer) -> None:
        self.parts, self.clock, self.app, self.issuer = parts, clock, app, issuer
        self.agency, self.committee = uuid7(), uuid7()
        self.newsroom, self.other_newsroom = uuid7(), uuid7()
        self.reporter_id, self.colleague_id, self.third_id = uuid7(), uuid7(), uuid7()
        self.account_id = uuid7()
        transport = httpx.ASGITransport(cast("Any", app), raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000/events/v1")

    @property
    def database(self) -> Database:
        """The service's own database."""
        return self.parts.database

    async def furnish(self) -> None:
        """Agencies, newsrooms and reporters, as the bus would tell."""
        for agency, level in ((self.agency, "DEPARTMENT"), (self.committee, "CITY")):
            await self.hear(_agency(agency, level))
        for newsroom, types in ((self.newsroom, ("PRINT", "ONLINE")), (self.other_newsroom, ("TELEVISION",))):
            await self.hear(_newsroom(newsroom, types))
        for reporter in (self.reporter_id, self.colleague_id, self.third_id):
            await self.hear(self.verified(reporter))

    def verified(self, reporter_id: UUID, newsroom: UUID | None = None, version: int = 2) -> ReporterVerified:
        """Identity's word that the reporter may work."""
        return ReporterVerified(
            aggregate_version=version,
            reporter_id=reporter_id,
            account_id=self.account_id if reporter_id == self.reporter_id else uuid7(),
            press_agency_id=newsroom or self.newsroom,
            verified_at=NOW,
        )

    def suspended(self, version: int = 3) -> AccreditationSuspended:
        """Identity's word that the first reporter may not."""
        return AccreditationSuspended(
            aggregate_version=version,
            reporter_id=self.reporter_id,
            account_id=self.account_id,
            press_agency_id=self.newsroom,
            suspended_at=NOW,
        )

    def restored(self, version: int = 4) -> AccreditationRestored:
        """Identity's word that he may again."""
        return AccreditationRestored(
            aggregate_version=version,
            reporter_id=self.reporter_id,
            account_id=self.account_id,
            press_agency_id=self.newsroom,
            restored_at=NOW,
        )

    async def hear(self, event: Event, cause: UUID | None = None) -> bool:
        """Handles a message as the worker does."""
        headers = cloudevents.headers(
            event, event_id=cause or uuid7(), time=self.clock.now(), province_code="46"
        )
        return await apply(CONSUMES[type(event)], self.parts.uow, headers, registry.encode(event))

    def organiser(self, agency: UUID | None = None, role: str = "focal_officer") -> Headers:
        """Somebody of the department, or of another agency."""
        return self.issuer.bearer(role, agency_id=agency or self.agency)

    def reporter(self, reporter_id: UUID | None = None, newsroom: UUID | None = None) -> Headers:
        """The first reporter, or another."""
        return self.issuer.bearer(
            "reporter",
            reporter_id=reporter_id or self.reporter_id,
            press_agency_id=newsroom or self.newsroom,
        )

    def editor(self, newsroom: UUID | None = None) -> Headers:
        """The newsroom's administrator."""
        return self.issuer.bearer("newsroom_admin", press_agency_id=newsroom or self.newsroom)

    def door(self, agency: UUID | None = None) -> Headers:
        """A door officer of the department."""
        return self.issuer.bearer("door_officer", agency_id=agency or self.agency)

    async def announce(self, who: Headers | None = None, **changes: object) -> dict[str, Any]:
        """An announced press event."""
        return await self.post("/press-events", notice(**changes), who or self.organiser())

    async def post(self, path: str, body: object, who: Headers) -> dict[str, Any]:
        """The body of a successful POST."""
        answer = await self.http.post(path, json=body, headers=who)
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def get(self, path: str, who: Headers) -> dict[str, Any]:
        """The body of a successful GET."""
        answer = await self.http.get(path, headers=who)
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def act(self, path: str, on: Seen, who: Headers, **body: object) -> httpx.Response:
        """POST with the version that was read."""
        headers = {**who, "If-Match": f'"{on["version"]}"'}
        return await self.http.post(f"{path}", json=body, headers=headers)

    async def done(self, path: str, on: Seen, who: Headers, **body: object) -> dict[str, Any]:
        """The same, when it must succeed."""
        answer = await self.act(path, on, who, **body)
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def invitation(self, press_event: Seen, newsroom: UUID | None = None) -> dict[str, Any]:
        """The newsroom's invitation as it reads it."""
        found = await self.get(f"/invitations?press_event_id={press_event['id']}", self.editor(newsroom))
        return dict(found["items"][0])

    async def accepted(self, press_event: Seen, reporter_id: UUID | None = None) -> dict[str, Any]:
        """An invitation that the first reporter has accepted."""
        invitation = await self.invitation(press_event)
        body = {"reporter_id": str(reporter_id or self.reporter_id), "attendee_name": "Lê Thị Minh Họa"}
        path = f"/invitations/{invitation['id']}/answer"
        return await self.done(path, invitation, self.editor(), answer="accepted", **body)

    async def granted(self, invitation: Seen) -> dict[str, Any]:
        """The pass of an accepted invitation, as its newsroom reads it."""
        path = f"/invitations/{invitation['id']}/accreditation"
        decided = await self.done(path, invitation, self.organiser(), decision="granted")
        return await self.get(f"/passes/{decided['pass_id']}", self.editor())

    async def pass_of(self, press_event: Seen) -> dict[str, Any]:
        """A pass of the first reporter."""
        return await self.granted(await self.accepted(press_event))

    async def scan(
        self, press_event: Seen, token: str, who: Headers | None = None, **changes: object
    ) -> httpx.Response:
        """One scan at gate A, now."""
        body = {
            "press_event_id": press_event["id"],
            "token": token,
            "nonce": secrets.token_urlsafe(12),
            "gate": "Cửa A",
            "scanned_at": self.clock.now().isoformat(),
            **changes,
        }
        return await self.http.post("/check-ins", json=body, headers=who or self.door())

    async def told(self) -> list[Event]:
        """The events in the outbox, in order."""
        rows = await self.database.fetch("SELECT subject, payload FROM outbox ORDER BY position")
        return [registry.decode(row["subject"], row["payload"]) for row in rows]

    async def stored(self, table: str) -> int:
        """How many rows a table has."""
        rows = await self.database.fetch(f"SELECT count(*) AS n FROM {table}")
        return int(rows[0]["n"])


def problem(answer: httpx.Response, status: int, code: str, field: str | None = None) -> None:
    """A problem document with its stable type, and the field at fault."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["type"] == f"urn:caunoi:problem:{code}"
    if field is not None:
        assert field in [error["field"] for error in answer.json()["errors"]]


def _agency(agency_id: UUID, level: str) -> AgencyRegistered:
    return AgencyRegistered(
        aggregate_version=1,
        agency_id=agency_id,
        code="H57",
        name=f"Sở Minh họa ({level})",
        level=level,
        parent_id=None,
        fields=(),
    )


def _newsroom(press_agency_id: UUID, types: tuple[str, ...]) -> PressAgencyRegistered:
    return PressAgencyRegistered(
        aggregate_version=1,
        press_agency_id=press_agency_id,
        name=f"Báo Minh họa {types[0]}",
        types=types,
        kind="NEWSPAPER",
    )

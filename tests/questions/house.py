"""A questions service on real servers with everything around it that a test needs."""

from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID

import httpx
import msgspec
from litestar import Litestar

from services.questions.adapters.unit_of_work import Office
from services.questions.entrypoints.seed import SeedFile, load
from services.questions.entrypoints.subscribers import SUBSCRIPTIONS
from shared.clock import FixedClock
from shared.contracts import cloudevents, registry
from shared.contracts.event import Event
from shared.contracts.identity import AgencyRegistered, ReporterVerified, SpokespersonAssigned
from shared.ids import uuid7
from shared.messaging.consumer import apply
from shared.persistence import Database
from tests.questions.rules import SEEDS, hue
from tests.tokens import Issuer

ASKED = hue("2026-09-21 09:00")
TEXT = {"title": "Tiến độ cầu Thuận An", "body": "Bao giờ thông xe?"}
CONSUMES = {
    kind: [one for one in SUBSCRIPTIONS if one.event is kind] for kind in {s.event for s in SUBSCRIPTIONS}
}
Headers = dict[str, str]
MakeHouse = Callable[..., "House"]


class House:
    """One agency with a spokesperson, one reporter, and whoever else a test names."""

    def __init__(self, office: Office, clock: FixedClock, app: Litestar, issuer: Issuer) -> None:
        self.office, self.clock, self.app, self.issuer = office, clock, app, issuer
        self.agency, self.other_agency = uuid7(), uuid7()
        self.newsroom, self.reporter_id, self.speaker_account = uuid7(), uuid7(), uuid7()
        transport = httpx.ASGITransport(cast("Any", app), raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000/questions/v1")

    @property
    def database(self) -> Database:
        """The service's own database."""
        return self.office.database

    async def furnish(self) -> None:
        """Policies, calendar, agencies, the reporter and the spokesperson, as the bus would tell."""
        for name in ("policies.json", "calendar.json"):
            await load(msgspec.json.decode((SEEDS / name).read_bytes(), type=SeedFile), self.database)
        for number, agency in enumerate((self.agency, self.other_agency)):
            await self.hear(_agency(agency, number))
        await self.hear(self.verified())
        await self.hear(self.assigned())

    def verified(self, version: int = 2) -> ReporterVerified:
        """Identity's word that the reporter may ask."""
        return ReporterVerified(
            aggregate_version=version,
            reporter_id=self.reporter_id,
            account_id=uuid7(),
            press_agency_id=self.newsroom,
            verified_at=ASKED,
        )

    def assigned(self, version: int = 1, spokesperson_id: UUID | None = None) -> SpokespersonAssigned:
        """Identity's word that the account may speak for the agency."""
        return SpokespersonAssigned(
            aggregate_version=version,
            spokesperson_id=spokesperson_id or uuid7(),
            account_id=self.speaker_account,
            agency_id=self.agency,
            kind="STANDING",
            full_name="Trần Thị Minh Họa",
            position="Phó Giám đốc",
            valid_from=hue("2026-01-01"),
            valid_to=None,
        )

    async def hear(self, event: Event, cause: UUID | None = None) -> bool:
        """Handles a message as the worker does, with each consumer of its type."""
        headers = cloudevents.headers(
            event, event_id=cause or uuid7(), time=self.clock.now(), province_code="46"
        )
        payload = registry.encode(event)
        heard = [await apply(one, self.office.unit, headers, payload) for one in CONSUMES[type(event)]]
        return all(heard)

    def reporter(self, reporter_id: UUID | None = None, newsroom: UUID | None = None) -> Headers:
        """The reporter's request headers, or another's."""
        return self.issuer.bearer(
            "reporter",
            reporter_id=reporter_id or self.reporter_id,
            press_agency_id=newsroom or self.newsroom,
        )

    def dispatcher(self) -> Headers:
        """Somebody of IOC."""
        return self.issuer.bearer("ioc_dispatcher")

    def officer(self, agency: UUID | None = None, role: str = "focal_officer") -> Headers:
        """Somebody of an agency."""
        return self.issuer.bearer(role, agency_id=agency or self.agency)

    def speaker(self) -> Headers:
        """The agency's spokesperson."""
        return self.issuer.bearer("spokesperson", agency_id=self.agency, sub=self.speaker_account)

    async def ask(self, **fields: object) -> dict[str, Any]:
        """A question of the reporter's, as the API answers it."""
        answer = await self.http.post("/questions", json={**TEXT, **fields}, headers=self.reporter())
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def act(
        self, question: Mapping[str, Any], act: str, who: Headers, **body: object
    ) -> httpx.Response:
        """POST .../<act> with the version that `question` has."""
        version = question.get("question_version", question.get("version"))
        headers = {**who, "If-Match": f'"{version}"'}
        address = f"/questions/{question.get('question_id', question.get('id'))}/{act}"
        return await self.http.post(address, json=body or None, headers=headers)

    async def done(
        self, question: Mapping[str, Any], act: str, who: Headers, **body: object
    ) -> dict[str, Any]:
        """The same, when it must succeed."""
        answer = await self.act(question, act, who, **body)
        assert answer.status_code in (200, 201), answer.text
        return dict(answer.json())

    async def answered(self) -> dict[str, Any]:
        """A question on its whole way up to the released answer."""
        question = await self.ask(addressed_agency_id=str(self.agency))
        question = await self.done(question, "acceptance", self.officer())
        return await self.done(
            question, "answer", self.speaker(), form="RELEASE_OR_WRITTEN_REPLY", body="Tháng 12 năm 2026."
        )

    async def told(self) -> list[Event]:
        """The events in the outbox, in order."""
        rows = await self.database.fetch("SELECT subject, payload FROM outbox ORDER BY position")
        return [registry.decode(row["subject"], row["payload"]) for row in rows]

    async def stored(self) -> int:
        """How many questions there are."""
        rows = await self.database.fetch("SELECT count(*) AS n FROM questions")
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

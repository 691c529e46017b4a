"""A whole identity service for a test, and the words in which tests talk to it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from litestar import Litestar

from deploy.local.keyring import Keyring
from deploy.local.simulators.person import SuperApp, access_token
from services.identity.adapters.identifiers import IdentifierDigests
from services.identity.adapters.keys import SigningKeys
from services.identity.adapters.tokens import TokenIssuer
from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.application.views import Access
from services.identity.entrypoints.keys import digests_of
from services.identity.settings import Settings
from shared.clock import FixedClock
from shared.contracts import registry
from shared.contracts.event import Event
from shared.ids import uuid7
from shared.persistence import Database

API = "/identity/v1"
ADMINISTRATOR = ("046599900001", "Nguyễn Thị Minh Họa")
OFFICER = ("046599900002", "Trần Văn Kiểm")
REPORTER = ("046599000001", "Lê Thị Hỏi")
CARD = {"type": "PRESS_CARD", "number": "000123", "expires_on": "2031-01-01"}


@dataclass
class House:
    """The application, its database and clock, and the super-app that people come through."""

    app: Litestar
    settings: Settings
    database: Database
    clock: FixedClock
    super_app: SuperApp
    keyring: Keyring
    http: httpx.AsyncClient

    @property
    def digests(self) -> IdentifierDigests:
        """The keyed digests of this service."""
        return digests_of(self.settings)

    def uow(self) -> IdentityUnitOfWork:
        """A unit of work, not yet begun."""
        return IdentityUnitOfWork(self.database, self.clock)

    @property
    def issuer(self) -> TokenIssuer:
        """Signs as the service does."""
        return TokenIssuer(self.settings.issuer, SigningKeys.from_file(self.settings.signing_key_file))

    def bearer(self, *roles: str, account_id: UUID | None = None, **places: UUID) -> dict[str, str]:
        """Headers of a person with these roles who has never signed in."""
        access = Access(
            account_id=account_id or uuid7(),
            roles=roles,
            agency_id=places.get("agency_id"),
            press_agency_id=places.get("press_agency_id"),
            reporter_id=places.get("reporter_id"),
        )
        return _bearer(self.issuer.for_person(access, "super-app", frozenset()))

    def machine(self, *scopes: str) -> dict[str, str]:
        """Headers of a machine with these scopes."""
        return _bearer(self.issuer.for_client("portal", frozenset(scopes)))

    async def signed_in(self, person: tuple[str, str]) -> dict[str, str]:
        """Headers of a person who has really come through VNeID and the token endpoint."""
        token = await access_token(self.http, self.super_app, *person)
        return _bearer(token)

    async def post(self, path: str, body: object, headers: dict[str, str]) -> dict[str, Any]:
        """The body of a successful POST."""
        answer = await self.http.post(f"{API}{path}", json=body, headers=headers)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def act(self, path: str, version: int, headers: dict[str, str]) -> httpx.Response:
        """A POST on the version read, with a reason where one is needed."""
        reasoned = {**headers, "If-Match": f'"{version}"'}
        body = {"reason": "Lý do minh họa"} if path.endswith(("/suspension", "/refusal")) else None
        return await self.http.post(f"{API}{path}", json=body, headers=reasoned)

    async def events(self) -> list[Event]:
        """What waits in the outbox, oldest first."""
        rows = await self.database.fetch("SELECT subject, payload FROM outbox ORDER BY position")
        return [registry.decode(row["subject"], row["payload"]) for row in rows]

    async def press_agency(self, name: str = "Báo Minh họa 14", kind: str = "NEWSPAPER") -> UUID:
        """A registered newsroom."""
        body = {"name": name, "types": ["ONLINE"], "kind": kind}
        return UUID((await self.post("/press-agencies", body, self.bearer("administrator")))["id"])

    async def applicant(self, person: tuple[str, str] = REPORTER) -> tuple[dict[str, Any], dict[str, str]]:
        """A person who has applied as a reporter, and their headers."""
        headers = await self.signed_in(person)
        body = {"press_agency_id": str(await self.press_agency()), "credential": CARD}
        return await self.post("/reporters", body, headers), headers


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def problem(answer: httpx.Response) -> str:
    """The code of a problem document."""
    assert answer.headers["content-type"].startswith("application/problem+json"), answer.text
    return str(answer.json()["type"]).removeprefix("urn:caunoi:problem:")

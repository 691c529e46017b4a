"""Who plays: people that have come in through VNeID and the APIs, with tokens as the super-app holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from deploy.local.seed.identity import administrator
from deploy.local.simulators.person import access_token
from shared.ids import uuid7
from tests.e2e.stage import Stage

Json = dict[str, Any]
CARD = {"type": "PRESS_CARD", "number": "THE-000417", "expires_on": "2031-01-01"}
PHONE = "0234 3822 417"


class Member:
    """A person signed in; answers come back as they are, refusals too."""

    def __init__(self, stage: Stage, identifier: str, full_name: str) -> None:
        self.identifier, self.full_name = identifier, full_name
        self.token = ""
        self._stage = stage

    async def sign_in(self) -> "Member":
        """Come in through VNeID and the token endpoint, now, with the roles of now."""
        stage = self._stage
        self.token = await access_token(stage.http, stage.backend, self.identifier, self.full_name)
        return self

    async def get(self, path: str, **query: str) -> httpx.Response:
        """The answer to a read."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return await self._stage.http.get(path, params=query, headers=headers)

    async def post(
        self,
        path: str,
        body: Json | None = None,
        *,
        version: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """The answer to a command."""
        sent = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(uuid7()), **(headers or {})}
        if version is not None:
            sent["If-Match"] = f'"{version}"'
        return await self._stage.http.post(path, json=body, headers=sent)

    async def done(self, path: str, body: Json | None = None, *, version: int | None = None) -> Json:
        """The body of a command's answer, which must be a success."""
        return content(await self.post(path, body, version=version))


def content(answer: httpx.Response) -> Json:
    """The body of a successful answer."""
    assert answer.is_success, f"{answer.status_code} {answer.text}"
    found: Json = answer.json()
    return found


@dataclass(frozen=True)
class Company:
    """Two newsrooms, one agency, IOC, and those who supervise."""

    administrator: Member
    officer: Member
    dispatcher: Member
    leader: Member
    focal: Member
    speaker: Member
    stranger: Member
    reporter: Member
    rival: Member
    rival_editor: Member
    agency: Json
    newsroom: Json

    def people(self) -> list[Member]:
        """Everybody."""
        return [member for member in vars(self).values() if isinstance(member, Member)]

    async def accreditation(self) -> Json:
        """The reporter's accreditation as the officer reads it."""
        listed = content(await self.officer.get("/identity/v1/reporters"))["items"]
        (own,) = [row for row in listed if row["full_name"] == self.reporter.full_name]
        return own if isinstance(own, dict) else {}


async def assemble(stage: Stage) -> Company:
    """Appoints, assigns, registers and verifies them all through the APIs, as the administrator would."""
    chief = await Member(stage, *administrator()).sign_in()
    found = content(await chief.get("/identity/v1/agencies", limit="2"))["items"]
    agency, other = found[0], found[1]
    officer = await _official(stage, chief, ("046599700001", "Tôn Nữ Kiểm Duyệt"), "department_officer")
    ours = await _newsroom(officer, "Báo Minh họa Sông Bồ")
    theirs = await _newsroom(officer, "Báo Minh họa Tam Giang")
    company = Company(
        administrator=chief,
        officer=officer,
        dispatcher=await _official(stage, chief, ("046599700002", "Phan Điều Phối"), "ioc_dispatcher"),
        leader=await _official(stage, chief, ("046599700003", "Huỳnh Lãnh Đạo"), "leader"),
        focal=await _official(stage, chief, ("046599700004", "Võ Đầu Mối"), "focal_officer", agency),
        speaker=await _spokesperson(stage, chief, agency),
        stranger=await _official(stage, chief, ("046599700006", "Ngô Người Lạ"), "focal_officer", other),
        reporter=await _reporter(stage, officer, ("046599700007", "Đặng Thị Hỏi Đầu"), ours),
        rival=await _reporter(stage, officer, ("046599700008", "Bùi Đối Thủ"), theirs),
        rival_editor=await _official(
            stage, chief, ("046599700009", "Đỗ Tổng Biên Tập"), "newsroom_admin", None, theirs
        ),
        agency=agency,
        newsroom=ours,
    )
    await stage.at_rest()
    return company


async def _official(
    stage: Stage,
    chief: Member,
    who: tuple[str, str],
    role: str,
    agency: Json | None = None,
    newsroom: Json | None = None,
) -> Member:
    body = {"personal_identifier": who[0], "full_name": who[1], "role": role}
    if agency is not None:
        body["agency_id"] = agency["id"]
    if newsroom is not None:
        body["press_agency_id"] = newsroom["id"]
    await chief.done("/identity/v1/appointments", body)
    return await Member(stage, *who).sign_in()


async def _spokesperson(stage: Stage, chief: Member, agency: Json) -> Member:
    identifier, name = "046599700005", "Hoàng Phát Ngôn"
    body = {
        "personal_identifier": identifier,
        "agency_id": agency["id"],
        "kind": "STANDING",
        "full_name": name,
        "position": "Phó Thủ trưởng cơ quan (minh họa)",
        "phone": PHONE,
        "official_email": "nguoiphatngon@minhhoa.example",
        "decision_no": "417/QĐ-MH",
    }
    await chief.done("/identity/v1/spokespersons", body)
    return await Member(stage, identifier, name).sign_in()


async def _newsroom(officer: Member, name: str) -> Json:
    body = {"name": name, "types": ["ONLINE"], "kind": "NEWSPAPER"}
    return await officer.done("/identity/v1/press-agencies", body)


async def _reporter(stage: Stage, officer: Member, who: tuple[str, str], newsroom: Json) -> Member:
    member = await Member(stage, *who).sign_in()
    applied = await member.done(
        "/identity/v1/reporters", {"press_agency_id": newsroom["id"], "credential": CARD}
    )
    path = f"/identity/v1/reporters/{applied['id']}/verification"
    await officer.done(path, version=applied["version"])
    return await member.sign_in()

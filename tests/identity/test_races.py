"""Two requests at the same instant: one wins, the other is refused properly, and nothing is there twice."""

import asyncio
from typing import Any
from uuid import UUID

import httpx

from deploy.local.simulators.person import access_token
from services.identity.application.commands import AgencyFacts, RegisterAgency
from services.identity.application.handlers import register_agency
from shared.ids import uuid7
from tests.identity.house import API, REPORTER, House, problem


async def _both(house: House, path: str, bodies: list[dict[str, Any]]) -> list[httpx.Response]:
    headers = house.bearer("administrator")
    sent = (house.http.post(f"{API}{path}", json=body, headers=headers) for body in bodies)
    return sorted(await asyncio.gather(*sent), key=lambda answer: answer.status_code)


async def _agency(house: House) -> UUID:
    facts = AgencyFacts(code="H57.08", name="Sở Y tế", level="DEPARTMENT")
    command = RegisterAgency(agency_id=uuid7(), facts=facts)
    return (await register_agency(command, house.uow())).id


async def test_one_name_is_registered_once(house: House) -> None:
    body = {"name": "Báo Minh họa 1", "types": ["ONLINE"], "kind": "NEWSPAPER"}
    made, refused = await _both(house, "/press-agencies", [body, body | {"name": "BÁO MINH HOẠ 1"}])
    assert (made.status_code, refused.status_code) == (201, 409)
    assert problem(refused) == "press-agency-exists"


async def test_one_agency_gets_one_head(house: House) -> None:
    head = {"agency_id": str(await _agency(house)), "kind": "HEAD", "full_name": "x", "position": "y"}
    persons = [head | {"personal_identifier": f"04659900001{n}"} for n in (1, 2)]
    made, refused = await _both(house, "/spokespersons", persons)
    assert (made.status_code, problem(refused)) == (201, "head-exists")


async def test_one_person_gets_one_place(house: House) -> None:
    newsroom = str(await house.press_agency())
    posts: list[dict[str, Any]] = [
        {"personal_identifier": REPORTER[0], "role": "auditor"},
        {"personal_identifier": REPORTER[0], "role": "newsroom_admin", "press_agency_id": newsroom},
    ]
    made, refused = await _both(house, "/appointments", posts)
    assert (made.status_code, problem(refused)) == (201, "posts-clash")


async def test_one_person_gets_one_account(house: House) -> None:
    signing_in = (access_token(house.http, house.super_app, *REPORTER) for _ in range(4))
    await asyncio.gather(*signing_in)
    rows = await house.database.fetch("SELECT id FROM account WHERE full_name = $1", REPORTER[1])
    assert len(rows) == 1

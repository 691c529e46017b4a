"""Accreditation over HTTP, with people who really sign in."""

from typing import Any
from uuid import UUID

import msgspec
import pytest

from shared.contracts.event import Event
from shared.contracts.identity import (
    AccreditationRestored,
    AccreditationSuspended,
    ReporterRegistered,
    ReporterVerified,
)
from shared.ids import uuid7
from shared.persistence import standing
from tests.identity.house import API, CARD, REPORTER, House, problem

COLLEAGUE = ("046599000002", "Hoàng Văn Đồng")


@pytest.mark.parametrize(
    ("credential", "status", "code"),
    [
        ({"expires_on": "2026-09-20"}, 422, "credential-expired"),
        ({"expires_on": "2026-13-01"}, 400, "invalid-body"),
        ({"number": " "}, 400, "invalid-text"),
        ({"type": "BUSINESS_CARD"}, 400, "invalid-body"),
    ],
)
async def test_a_credential_that_is_not_in_order_is_refused(
    house: House, credential: dict[str, Any], status: int, code: str
) -> None:
    headers = await house.signed_in(REPORTER)
    body = {"press_agency_id": str(await house.press_agency()), "credential": CARD | credential}
    answer = await house.http.post(f"{API}/reporters", json=body, headers=headers)
    assert (answer.status_code, problem(answer)) == (status, code)


async def test_an_unknown_newsroom_is_refused(house: House) -> None:
    body = {"press_agency_id": str(uuid7()), "credential": CARD}
    answer = await house.http.post(f"{API}/reporters", json=body, headers=await house.signed_in(REPORTER))
    assert (answer.status_code, problem(answer)) == (422, "unknown-reference")


async def test_a_journal_s_reporter_presents_a_letter(house: House) -> None:
    newsroom = await house.press_agency("Tạp chí Khoa học Minh họa", "SCIENTIFIC_JOURNAL")
    headers = await house.signed_in(REPORTER)
    body = {"press_agency_id": str(newsroom), "credential": CARD}
    answer = await house.http.post(f"{API}/reporters", json=body, headers=headers)
    assert (answer.status_code, problem(answer)) == (422, "no-card-for-scientific-journal")
    letter = {"issuer": "Tạp chí Khoa học Minh họa", "scope": "Tin tại Huế", "valid_from": "2026-09-01"}
    body["credential"] = CARD | {"type": "INTRODUCTION_LETTER"} | letter
    assert (await house.post("/reporters", body, headers))["status"] == "applied"


async def test_a_machine_cannot_apply(house: House) -> None:
    body = {"press_agency_id": str(uuid7()), "credential": CARD}
    answer = await house.http.post(f"{API}/reporters", json=body, headers=house.machine("reporters:read"))
    assert (answer.status_code, problem(answer)) == (403, "account-required")


async def test_nobody_applies_twice(house: House) -> None:
    reporter, headers = await house.applicant()
    body = {"press_agency_id": reporter["press_agency_id"], "credential": CARD}
    answer = await house.http.post(f"{API}/reporters", json=body, headers=headers)
    assert (answer.status_code, problem(answer)) == (409, "reporter-already-registered")


async def test_steps_out_of_order_and_stale_versions_change_nothing(house: House) -> None:
    reporter, _headers = await house.applicant()
    officer, path = house.bearer("department_officer"), f"/reporters/{reporter['id']}"
    before = len(await house.events())
    assert (await house.http.post(f"{API}{path}/verification", headers=officer)).status_code == 428
    assert problem(await house.act(f"{path}/verification", 2, officer)) == "stale-version"
    assert problem(await house.act(f"{path}/suspension", 1, officer)) == "wrong-reporter-status"
    assert problem(await house.act(f"/reporters/{uuid7()}/verification", 1, officer)) == "unknown-reporter"
    assert len(await house.events()) == before


async def test_other_newsrooms_do_not_learn_of_a_reporter(house: House) -> None:
    reporter, headers = await house.applicant()
    address = f"{API}/reporters/{reporter['id']}"
    own = UUID(reporter["press_agency_id"])
    strangers = [
        await house.signed_in(COLLEAGUE),
        house.bearer("newsroom_admin", press_agency_id=uuid7()),
        house.bearer("reporter", press_agency_id=own),
        house.bearer("ioc_dispatcher"),
        house.machine("other:scope"),
    ]
    for stranger in strangers:
        assert problem(await house.http.get(address, headers=stranger)) == "unknown-reporter"
        assert (await house.http.get(f"{API}/reporters", headers=stranger)).json()["items"] == []
    knowing = [
        headers,
        house.bearer("newsroom_admin", press_agency_id=own),
        house.bearer("department_officer"),
        house.machine("reporters:read"),
    ]
    for reader in knowing:
        assert (await house.http.get(address, headers=reader)).json()["full_name"] == REPORTER[1]
        assert len((await house.http.get(f"{API}/reporters", headers=reader)).json()["items"]) == 1


async def test_a_suspension_bites_here_within_a_second_and_a_restoration_lifts_it(house: House) -> None:
    reporter, headers = await house.applicant()
    officer, path = house.bearer("department_officer"), f"/reporters/{reporter['id']}"
    assert (await house.act(f"{path}/verification", 1, officer)).json()["status"] == "verified"
    assert (await house.http.get(f"{API}/me", headers=headers)).json()["reporter"]["status"] == "verified"
    assert (await house.act(f"{path}/suspension", 2, officer)).json()["status"] == "suspended"
    standing.forget(house.database)
    refused = await house.http.get(f"{API}/me", headers=headers)
    assert (refused.status_code, problem(refused)) == (403, "account-suspended")
    assert (await house.act(f"{path}/restoration", 3, officer)).json()["status"] == "verified"
    standing.forget(house.database)
    assert (await house.http.get(f"{API}/me", headers=headers)).is_success


async def test_an_accreditation_s_events_are_one_gapless_sequence_without_names(house: House) -> None:
    reporter, _headers = await house.applicant()
    officer, path = house.bearer("department_officer"), f"/reporters/{reporter['id']}"
    for version, step in enumerate(("verification", "suspension", "restoration", "suspension"), 1):
        assert (await house.act(f"{path}/{step}", version, officer)).is_success
    events = [event for event in await house.events() if event.aggregate_id == UUID(reporter["id"])]
    steps: list[type[Event]] = [
        ReporterRegistered,
        ReporterVerified,
        AccreditationSuspended,
        AccreditationRestored,
        AccreditationSuspended,
    ]
    assert [type(event) for event in events] == steps
    assert [event.aggregate_version for event in events] == [1, 2, 3, 4, 5]
    on_the_bus = msgspec.json.encode(await house.events()).decode()
    assert not [text for text in (REPORTER[0], REPORTER[1], CARD["number"]) if text in on_the_bus]


async def test_the_database_holds_no_identifier_in_full(house: House) -> None:
    await house.applicant()
    tables = await house.database.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for table in tables:
        rows = await house.database.fetch(f"SELECT t::text AS line FROM {table['tablename']} AS t")
        assert not [row["line"] for row in rows if REPORTER[0] in row["line"]]

"""No personal identifier where it does not belong: log, traces, tables, events, errors, documents."""

import logging
from typing import Any

import msgspec
import pytest

from services.identity.adapters.orm import metadata
from services.identity.entrypoints.api import create_api
from shared.ids import uuid7
from shared.persistence.audit import link
from tests.identity.house import ADMINISTRATOR, API, CARD, OFFICER, REPORTER, House

DIGITS = (REPORTER[0], OFFICER[0], ADMINISTRATOR[0], "046599000077")
STRANGER = "046599000077"


async def _flows(house: House) -> list[str]:
    """Sign-in, appointment, application, export, refusals; the bodies of all answers but the export's."""
    answers = []
    reporter, headers = await house.applicant()
    administrator = house.bearer("administrator")
    post = {"personal_identifier": OFFICER[0], "full_name": OFFICER[1], "role": "department_officer"}
    bodies: list[tuple[str, Any, dict[str, str]]] = [
        ("/appointments", post, administrator),
        ("/appointments", post, administrator),
        ("/appointments", {**post, "personal_identifier": f"{STRANGER}0"}, administrator),
        ("/appointments", {**post, "personal_identifier": STRANGER, "role": "reporter"}, administrator),
        ("/appointments", {**post, "agency_id": STRANGER}, administrator),
        ("/reporters", {"press_agency_id": str(uuid7()), "credential": CARD}, headers),
        ("/data-requests", {"kind": "CORRECTION", "statement": "Sai ngày"}, headers),
    ]
    for path, body, who in bodies:
        answer = await house.http.post(
            API + path, json=body, headers={**who, "Idempotency-Key": str(uuid7())}
        )
        answers.append(answer.text)
    for path in ("/me", "/appointments", "/reporters", f"/reporters/{reporter['id']}", "/data-requests"):
        answers.append((await house.http.get(API + path, headers=headers)).text)
        answers.append((await house.http.get(API + path, headers=administrator)).text)
    assert REPORTER[0] in (await house.http.get(f"{API}/me/data", headers=headers)).text
    await link(house.database)
    answers.append((await house.http.get(f"{API}/audit?limit=100", headers=house.bearer("auditor"))).text)
    return answers


async def test_whole_flows_leave_no_identifier_behind(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answers = await _flows(house)
    found = {}
    for table in sorted(metadata.tables):
        rows = await house.database.fetch(f"SELECT to_jsonb(t)::text AS row FROM {table} AS t")
        found[table] = "\n".join(row["row"] for row in rows)
    found["bodies"] = "\n".join(
        bytes(row["body"]).decode() for row in await house.database.fetch("SELECT body FROM idempotency")
    )
    found["events"] = "\n".join(str(event) for event in await house.events())
    # The simulator's own address bar holds what the person types there; it is no part of the service.
    records = (record for record in caplog.records if not record.name.startswith(("httpx", "httpcore")))
    found["log"] = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in records)
    found["answers"] = "\n".join(answers)
    leaks = [(where, digits[-4:]) for where, text in found.items() for digits in DIGITS if digits in text]
    assert leaks == []
    assert REPORTER[1] not in found["audit"] + found["events"] + found["log"]


async def test_an_auditor_finds_who_did_what_page_by_page(house: House) -> None:
    await _flows(house)
    auditor = house.bearer("auditor")
    first = (await house.http.get(f"{API}/audit?limit=2", headers=auditor)).json()
    rest = (await house.http.get(f"{API}/audit?cursor={first['next_cursor']}", headers=auditor)).json()
    places = [entry["position"] for entry in (*first["items"], *rest["items"])]
    assert places == sorted(set(places), reverse=True)
    assert all(entry["hash"] and entry["seq"] for entry in first["items"])
    query = f"{API}/audit?action=data.exported&since=2026-09-21T00:00:00Z&until=2026-09-22T00:00:00Z"
    (export,) = (await house.http.get(query, headers=auditor)).json()["items"]
    own = await house.http.get(f"{API}/audit?actor={export['actor']}&subject_kind=account", headers=auditor)
    assert export in own.json()["items"]
    other = await house.http.get(f"{API}/audit?subject_id={uuid7()}", headers=auditor)
    assert other.json()["items"] == []


def test_no_operation_takes_a_file_or_an_image(house: House) -> None:
    document = msgspec.json.decode(msgspec.json.encode(create_api(house.settings).state.document.schema))
    offered = {
        content
        for path in document["paths"].values()
        for operation in path.values()
        for content in operation.get("requestBody", {}).get("content", {})
    }
    assert offered <= {"application/json", "application/x-www-form-urlencoded", "text/csv"}
    text = msgspec.json.encode(document["components"]["schemas"]).decode()
    assert '"format":"binary"' not in text
    assert '"contentEncoding"' not in text

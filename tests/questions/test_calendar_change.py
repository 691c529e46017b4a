"""A decision about a day moves the terms of every open question, once each, on the record."""

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.questions.application.rederiving import rederive
from services.questions.application.sweep import sweep_deadlines
from shared.contracts.questions import DeadlineRecomputed
from tests.questions.house import House
from tests.questions.rules import hue

STORM = {
    "day": "2026-09-23",
    "kind": "OFF",
    "document": "99/CĐ-UBND",
    "name_vi": "Nghỉ tránh bão",
    "name_en": "Storm",
}
DUE = hue("2026-09-29")


async def version(house: House) -> str:
    return str((await house.http.get("/calendars/current")).json()["version"])


async def change(house: House, *overrides: dict[str, Any], **body: Any) -> httpx.Response:
    wanted = {
        "base_version": await version(house),
        "overrides": list(overrides),
        "reason": "Bão số 9",
        **body,
    }
    return await house.http.post("/calendars", json=wanted, headers=house.dispatcher())


async def recomputed(house: House) -> list[DeadlineRecomputed]:
    return [event for event in await house.told() if isinstance(event, DeadlineRecomputed)]


@pytest.mark.parametrize(
    ("override", "status", "code"),
    [
        ({"day": "2026-09-18"}, 422, "past-override"),
        ({"day": "2033-01-03"}, 409, "calendar-too-short"),
        ({"kind": "SHORTENED"}, 422, "override-unclear"),
        ({"hours": [{"start": "07:30:00", "end": "11:30:00"}]}, 422, "override-unclear"),
        ({"kind": "WORK", "hours": [{"start": "11:30:00", "end": "07:30:00"}]}, 422, "override-unclear"),
        ({"document": ""}, 400, "invalid-body"),
        ({"kind": "HALF"}, 400, "invalid-body"),
    ],
)
async def test_a_decision_that_cannot_be_is_refused(
    house: House, override: dict[str, Any], status: int, code: str
) -> None:
    answer = await change(house, {**STORM, **override})
    assert answer.status_code == status, answer.text
    assert answer.json()["type"].endswith(code)


async def test_nobody_else_changes_the_calendar(house: House) -> None:
    for who, status in ((house.officer(), 403), ({}, 401)):
        assert (await house.http.post("/calendars", json={}, headers=who)).status_code == status


async def test_who_decided_on_an_older_calendar_is_told_to_read_again(house: House) -> None:
    before = await version(house)
    assert (await change(house, STORM)).status_code == 201
    late = await change(house, {**STORM, "day": "2026-09-24"}, base_version=before)
    assert (late.status_code, late.json()["type"].rsplit(":", 1)[-1]) == (409, "stale-calendar")


async def test_a_day_off_moves_open_terms_with_event_and_audit_and_explains_itself(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    answer = await change(house, STORM)
    assert answer.status_code == 201, answer.text
    assert [await rederive(house.office.unit), await rederive(house.office.unit)] == [1, 0]
    [event] = await recomputed(house)
    assert (event.previous_due_at, event.due_at, event.cause) == (DUE, hue("2026-09-30"), "calendar")
    assert (event.breach_lifted, event.calendar_version) == (False, answer.json()["version"])
    audit = await house.database.fetch("SELECT action, detail FROM audit ORDER BY position")
    assert [row["action"] for row in audit] == ["calendar.changed", "deadline.recomputed"]
    assert "99/CĐ-UBND" in audit[0]["detail"]
    address, headers = f"/questions/{question['id']}/deadline", {"Accept-Language": "vi", **house.reporter()}
    view = (await house.http.get(address, headers=headers)).json()
    told = "Thứ Tư 23/09/2026: không tính (ngày nghỉ theo quyết định, Nghỉ tránh bão, 99/CĐ-UBND)"
    assert told in [step["text"] for step in view["trace"]]


async def test_a_decision_about_the_past_that_is_meant_lifts_a_breach_and_the_new_end_is_told_again(
    house: House,
) -> None:
    await house.ask()
    house.clock.set(hue("2026-09-29 08:00"))
    await sweep_deadlines(house.office.unit)
    assert (await change(house, STORM, past_days=True)).status_code == 201
    assert await rederive(house.office.unit) == 1
    [event] = await recomputed(house)
    assert (event.breach_lifted, event.due_at) == (True, hue("2026-09-30"))
    house.clock.set(hue("2026-09-30 00:00"))
    await sweep_deadlines(house.office.unit)
    told = [type(one).__name__ for one in await house.told()]
    assert told[-2:] == ["DeadlineApproaching", "DeadlineBreached"]
    assert [one.aggregate_version for one in await house.told()] == list(range(1, len(told) + 1))


async def test_a_day_of_one_agency_leaves_the_reporters_term_alone(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    answer = await change(house, {**STORM, "agency_id": str(house.agency)})
    assert answer.status_code == 201, answer.text
    assert await rederive(house.office.unit) == 1
    assert await recomputed(house) == []
    stored = await house.database.fetch("SELECT calendar_version, version FROM questions")
    assert (stored[0]["calendar_version"], stored[0]["version"]) == (answer.json()["version"], 2)
    body = {
        "received_at": "2026-09-21T09:00:00+07:00",
        "term": {"kind": "WORKING_DAYS", "amount": 2},
        "agency_id": str(house.agency),
    }
    found = await house.http.post("/deadline-calculations", json=body)
    assert (question["id"], found.json()["last_day"]) == (question["id"], "2026-09-24")


async def test_three_workers_at_once_move_each_question_once(house: House) -> None:
    for _ in range(30):
        await house.ask()
    await change(house, STORM)
    done = await asyncio.gather(*(rederive(house.office.unit, batch=4) for _ in range(3)))
    done.append(await rederive(house.office.unit, batch=4))
    counted = Counter(event.question_id for event in await recomputed(house))
    assert (len(counted), set(counted.values()), sum(done)) == (30, {1}, 30)


async def test_a_question_that_somebody_holds_follows_in_the_next_run(house: House) -> None:
    question = await house.ask()
    await change(house, STORM)
    async with house.office.unit() as uow:
        await uow.questions.get(UUID(question["id"]))
        assert await rederive(house.office.unit) == 0
    assert await rederive(house.office.unit) == 1

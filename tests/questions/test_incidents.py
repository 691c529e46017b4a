"""Extraordinary matters: who does what, the 24 hours of the law, the first statement."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.questions.application.incidents.sweep import sweep_incidents
from services.questions.domain.incidents import CLOCK_STARTS, Act, Clause, Incident, Opening, Recorded
from shared.contracts.questions.incidents import FirstStatementReleased, IncidentBreached, IncidentDueSoon
from shared.ids import uuid7
from tests.questions.house import ASKED, Headers, House, problem
from tests.questions.rules import hue

DAY = timedelta(hours=24)
OPEN = {"clause": "great_impact", "title": "Sạt lở đường tránh", "summary": "Đất đá chắn ngang đường."}
STATEMENT = {"form": "OFFICIAL_CHANNEL_POST", "body": "Đang thông đường, chưa có thiệt hại về người."}


def head_of(house: House) -> Headers:
    return house.officer(role="agency_head")


def department(house: House) -> Headers:
    return house.issuer.bearer("department_officer")


async def opened(house: House, **changes: object) -> dict[str, Any]:
    body = {**OPEN, "agency_id": str(house.agency), **changes}
    answer = await house.http.post("/incidents", json=body, headers=house.dispatcher())
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def act(
    house: House, incident: dict[str, Any], what: str, who: Headers, **body: object
) -> httpx.Response:
    headers = {**who, "If-Match": f'"{incident["version"]}"'}
    return await house.http.post(f"/incidents/{incident['id']}/{what}", json=body, headers=headers)


async def received(house: House, at: str = "2026-09-21T09:00:00+07:00", **changes: object) -> dict[str, Any]:
    answer = await act(house, await opened(house, **changes), "receipt", head_of(house), at=at)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def sweep(house: House) -> int:
    return await sweep_incidents(house.office.unit)


async def told(house: House, *kinds: type) -> list[Any]:
    return [event for event in await house.told() if isinstance(event, kinds)]


def an_incident(clause: Clause) -> Incident:
    return Incident.open(Opening(uuid7(), "I-2026-000001", uuid7(), clause, "x", "x", ASKED, uuid7()))


@pytest.mark.parametrize("clause", Clause)
@pytest.mark.parametrize("first", Act)
def test_the_clock_counts_from_the_act_that_the_clause_names_and_no_other(clause: Clause, first: Act) -> None:
    incident = an_incident(clause)
    recorded = Recorded(ASKED - DAY, ASKED, uuid7())
    (incident.record_receipt if first is Act.RECEIPT else incident.determine_impact)(recorded)
    starts = CLOCK_STARTS.get(clause) is first
    assert incident.due_at == (ASKED if starts else None)
    assert incident.is_late(ASKED) is False
    assert incident.is_late(ASKED + timedelta(microseconds=1)) is starts


@given(ago=st.timedeltas(min_value=timedelta(), max_value=timedelta(days=40)))
def test_twenty_four_hours_are_hours_of_the_clock_on_every_day(ago: timedelta) -> None:
    incident = an_incident(Clause.DIVIDED_OPINION)
    incident.determine_impact(Recorded(ASKED - ago, ASKED, uuid7()))
    assert incident.due_at == ASKED - ago + DAY
    assert incident.on_time(ASKED) is (ago <= DAY)


def test_a_clause_is_cited_as_the_decree_has_it() -> None:
    assert [clause.legal_basis[-7:] for clause in Clause] == [f"khoản {n}" for n in range(1, 7)]


async def test_what_is_wrong_with_an_opening_is_said(house: House) -> None:
    for changes, status, code in (
        ({"agency_id": str(uuid7())}, 422, "agency-unknown"),
        ({"clause": "7.3"}, 400, "invalid-body"),
        ({"title": " "}, 400, "empty-text"),
        ({"summary": "\u0007"}, 400, "invalid-text"),
    ):
        body = {**OPEN, "agency_id": str(house.agency), **changes}
        problem(await house.http.post("/incidents", json=body, headers=house.dispatcher()), status, code)


async def test_an_act_is_done_by_the_right_person_once_and_not_in_the_future(house: House) -> None:
    incident, at = await opened(house), "2026-09-21T08:00:00+07:00"
    stranger = house.officer(house.other_agency, "agency_head")
    problem(await act(house, incident, "receipt", house.dispatcher(), at=at), 403, "forbidden")
    problem(await act(house, incident, "receipt", stranger, at=at), 404, "incident-not-found")
    late = await act(house, incident, "receipt", head_of(house), at="2026-09-21T09:00:01+07:00")
    problem(late, 400, "act-in-the-future", "at")
    problem(
        await act(house, incident, "receipt", head_of(house), at="2026-09-21T08:00:00"), 400, "invalid-body"
    )
    stale = {**incident, "version": 7}
    problem(await act(house, stale, "receipt", head_of(house), at=at), 412, "stale-version")
    done = (await act(house, incident, "receipt", department(house), at=at)).json()
    assert done["due_at"] == "2026-09-22T01:00:00Z"
    assert (done["receipt_recorded_at"], done["receipt_recorded_by"] is not None) == (
        "2026-09-21T02:00:00Z",
        True,
    )
    problem(await act(house, done, "receipt", head_of(house), at=at), 409, "act-already-recorded")
    impact = (await act(house, done, "impact", head_of(house), at=at)).json()
    assert (impact["impact_determined_at"], impact["due_at"]) == ("2026-09-21T01:00:00Z", done["due_at"])


async def test_only_an_active_spokesperson_states_and_then_everybody_may_read(house: House) -> None:
    incident, nobody = await received(house), dict[str, str]()
    address = f"/incidents/{incident['id']}"
    for who in (nobody, house.reporter(), house.officer(house.other_agency)):
        problem(await house.http.get(address, headers=who), 404, "incident-not-found")
        assert (await house.http.get("/incidents", headers=who)).json()["items"] == []
    assert (
        len((await house.http.get("/incidents", headers=house.issuer.bearer("leader"))).json()["items"]) == 1
    )
    problem(await house.http.get(f"{address}/statement"), 404, "incident-not-found")
    head = await act(house, incident, "statement", head_of(house), **STATEMENT)
    problem(head, 403, "not-an-active-spokesperson")
    stated = await act(house, incident, "statement", house.speaker(), **STATEMENT)
    assert (stated.status_code, stated.json()["on_time"], stated.headers["etag"]) == (201, True, '"3"')
    public = (await house.http.get(address)).json()
    assert (public["summary"], public["receipt_recorded_by"], public["question_ids"]) == (None, None, [])
    assert (await house.http.get(f"{address}/statement")).json() == stated.json()
    again = await act(house, public, "statement", house.speaker(), **STATEMENT)
    problem(again, 409, "already-stated")
    (event,) = await told(house, FirstStatementReleased)
    assert (event.subject, event.content_hash) == (OPEN["title"], stated.json()["content_hash"])


async def test_a_statement_sent_twice_under_one_key_is_released_once(house: House) -> None:
    incident, who = await received(house), {**house.speaker(), "Idempotency-Key": "k"}
    one, two = [await act(house, incident, "statement", who, **STATEMENT) for _ in range(2)]
    assert (one.status_code, two.headers["idempotency-replayed"]) == (201, "true")
    assert one.json() == two.json()


async def test_a_question_is_linked_once_by_who_may_see_both(house: House) -> None:
    incident = await opened(house)
    question = await house.ask(addressed_agency_id=str(house.agency))
    elsewhere = await house.ask(addressed_agency_id=str(house.other_agency))
    officer = house.officer()
    unseen = await act(house, incident, "questions", officer, question_id=elsewhere["id"])
    problem(unseen, 404, "question-not-found")
    linked = await act(house, incident, "questions", officer, question_id=question["id"])
    assert linked.json()["version"] == 2
    again = await act(house, linked.json(), "questions", officer, question_id=question["id"])
    problem(again, 409, "already-linked")
    view = (await house.http.get(f"/incidents/{incident['id']}", headers=officer)).json()
    assert view["question_ids"] == [question["id"]]


async def test_warning_and_breach_are_told_once_each_in_their_time_by_three_workers(house: House) -> None:
    incidents = [await received(house) for _ in range(20)]
    await received(house, clause="national")
    house.clock.set(hue("2026-09-22 04:59"))
    assert await sweep(house) == 0
    house.clock.set(hue("2026-09-22 05:00"))
    assert sum(await asyncio.gather(*(sweep_incidents(house.office.unit, 3) for _ in range(3)))) <= 20
    await sweep(house)
    house.clock.set(hue("2026-09-22 09:00"))
    assert await sweep(house) == 0, "the last instant is in time"
    house.clock.set(hue("2026-09-22 09:00") + timedelta(microseconds=1))
    await asyncio.gather(*(sweep_incidents(house.office.unit, 3) for _ in range(3)))
    await sweep(house)
    for kind in (IncidentDueSoon, IncidentBreached):
        assert sorted(str(event.incident_id) for event in await told(house, kind)) == sorted(
            one["id"] for one in incidents
        )
    late = await house.http.get("/incidents?overdue=true", headers=house.dispatcher())
    assert len(late.json()["items"]) == 20


async def test_a_late_statement_tells_the_breach_itself_and_a_failed_sweep_tells_nothing(
    house: House,
) -> None:
    incident = await received(house)
    house.clock.set(hue("2026-09-22 09:01"))
    with pytest.raises(RuntimeError, match="pulled the plug"):
        async with house.office.unit() as uow:
            assert await uow.incidents.claim_approaching(uow.now(), 10)
            raise RuntimeError("pulled the plug")
    stated = await act(house, incident, "statement", house.speaker(), **STATEMENT)
    assert stated.json()["on_time"] is False
    assert await sweep(house) == 0
    (breach,) = await told(house, IncidentBreached)
    assert breach.incident_id == UUID(incident["id"])
    versions = [
        event.aggregate_version for event in await house.told() if event.aggregate_id == breach.incident_id
    ]
    assert sorted(versions) == [1, 2, 3, 4]


async def test_the_cost_of_a_sweep_follows_what_is_due(house: House) -> None:
    await received(house)
    columns = ", ".join(
        row[0]
        for row in await house.database.fetch(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = 'incidents' AND column_name NOT IN ('id', 'code')"
        )
    )
    await house.database.fetch(
        f"INSERT INTO incidents (id, code, {columns}) SELECT gen_random_uuid(), 'C-' || n, {columns} "
        "FROM incidents, generate_series(2, 5000) AS n"
    )
    await house.database.fetch("ANALYZE incidents")
    plan = await house.database.fetch(
        "EXPLAIN SELECT id FROM incidents WHERE first_statement_at IS NULL AND NOT breach_told "
        "AND due_at < $1 ORDER BY due_at LIMIT 500 FOR UPDATE SKIP LOCKED",
        house.clock.now(),
    )
    lines = "\n".join(row[0] for row in plan)
    assert "ix_incidents_to_breach" in lines
    assert "Seq Scan" not in lines

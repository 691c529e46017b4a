"""Weeks, response times, the questions behind a figure, and files: who may read what, and what they say."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.contracts.event import Event
from shared.persistence import Database
from shared.web.pagination import encode
from shared.web.principal import ROLES
from tests.metrics import histories
from tests.metrics.histories import NOW, START, history, made_id, published, released, routed, submitted
from tests.metrics.reading import read, tell
from tests.tokens import Issuer

SERIES = ("/trend", "/response-times")
FILES = ("overview", "agencies", "press-agencies", "trend", "response-times", "questions")
SEE_ALL = {"leader", "department_officer", "auditor", "administrator"}
SEE_CASES = SEE_ALL | {"focal_officer", "spokesperson", "agency_head", "newsroom_admin"}


def asked() -> list[Event]:
    """Agency 1: on time (90 minutes), late (50 hours), open late; agency 2: unpublished; one is unrouted."""
    told: list[Event] = [
        histories.agency(1, "Sở Y tế"),
        histories.agency(2),
        histories.press_agency(1, "=Báo"),
    ]
    told += [submitted(1, press=1), routed(1, 1), published(released(1, 1, press=1, minutes=90))]
    late = released(2, 1, press=1, on_time=False, minutes=3000)
    told += [submitted(2, press=1), routed(2, 1), published(late)]
    told += [submitted(3, press=2, due=NOW - timedelta(days=1)), routed(3, 1)]
    told += [submitted(4, press=2), routed(4, 2), released(4, 2, press=2)]
    return [*told, submitted(5, press=1, due=NOW + timedelta(days=1))]


@pytest.mark.parametrize("path", [*SERIES, "/questions", *(f"/exports/{name}" for name in FILES)])
async def test_without_a_token_or_for_a_machine_there_is_nothing(
    api: httpx.AsyncClient, issuer: Issuer, path: str
) -> None:
    assert (await api.get(path)).status_code == 401
    machine = {"Authorization": f"Bearer {issuer.machine('questions:submit')}"}
    assert (await api.get(path, headers=machine)).status_code == 403


@pytest.mark.parametrize("role", ROLES)
async def test_only_those_who_handle_or_lead_read_which_questions_a_figure_counts(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, role: str
) -> None:
    await tell(store, asked())
    headers = issuer.bearer(role)
    for path in ("/questions", "/exports/questions"):
        assert (await api.get(path, headers=headers)).status_code == (200 if role in SEE_CASES else 403)
    if role in SEE_CASES:
        assert len((await read(api, "/questions", headers))["items"]) == (5 if role in SEE_ALL else 0)
    weeks = await read(api, "/trend", headers)
    assert sum(week["asked"] for week in weeks) == (5 if role in SEE_ALL else 0)
    times = await read(api, "/response-times", headers)
    assert sum(one["answered"] for one in times) == (2 if role in SEE_ALL else 0)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/trend", {"weeks": 0}),
        ("/trend", {"weeks": 261}),
        ("/trend", {"agency_id": "health"}),
        ("/questions", {"state": "forgotten"}),
        ("/questions", {"week": "2026-W34"}),
        ("/questions", {"from_office_hours": -1}),
        ("/questions", {"week": "0001-01-01"}),
        ("/questions", {"week": "9999-12-31"}),
        ("/questions", {"cursor": "forged"}),
        ("/questions", {"cursor": encode("0001-01-01T00:00:00+07:00", uuid4())}),
        ("/exports/questions", {"week": "9999-12-31"}),
        ("/exports/agencies", {"format": "xlsx"}),
    ],
)
async def test_a_malformed_query_is_a_problem(
    api: httpx.AsyncClient, issuer: Issuer, path: str, query: dict[str, Any]
) -> None:
    answer = await api.get(path, headers=issuer.bearer("leader"), params=query)
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_a_leader_does_not_learn_who_asks_before_it_is_public(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, asked())
    rows = (await read(api, "/questions", issuer.bearer("leader")))["items"]
    assert {row["code"] for row in rows if row["press_agency_id"]} == {"Q-2026-000001", "Q-2026-000002"}
    hidden = await read(api, "/questions", issuer.bearer("leader"), press_agency_id=str(made_id("press", 2)))
    assert hidden["items"] == []
    known = await read(api, "/questions", issuer.bearer("auditor"), press_agency_id=str(made_id("press", 2)))
    assert len(known["items"]) == 2


async def test_an_agency_reads_its_own_even_if_it_asks_for_another(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, asked())
    head = issuer.bearer("agency_head", agency_id=made_id("agency", 2))
    other = {"agency_id": str(made_id("agency", 1))}
    assert [row["code"] for row in (await read(api, "/questions", head, **other))["items"]] == [
        "Q-2026-000004"
    ]
    assert sum(week["asked"] for week in await read(api, "/trend", head, **other)) == 1
    newsroom = issuer.bearer("newsroom_admin", press_agency_id=made_id("press", 1))
    own = (await read(api, "/questions", newsroom, press_agency_id=str(made_id("press", 2))))["items"]
    assert {row["press_agency_id"] for row in own} == {str(made_id("press", 1))}


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"state": "on_time"}, [1]),
        ({"state": "late"}, [2]),
        ({"state": "answered"}, [1, 2]),
        ({"state": "awaiting_publication"}, [4]),
        ({"state": "open"}, [3, 5]),
        ({"state": "open_late"}, [3]),
        ({"from_office_hours": 40, "to_office_hours": 80, "state": "answered"}, [2]),
        ({"from_office_hours": 80}, []),
        ({"to_office_hours": 2}, [1]),
        ({"week": "2026-08-17"}, [1, 2, 3, 4, 5]),
        ({"week": "2026-08-23"}, [1, 2, 3, 4, 5]),
        ({"week": "2026-08-24"}, []),
        ({"agency_id": str(made_id("agency", 1))}, [1, 2, 3]),
        ({"agency_id": str(uuid4())}, []),
    ],
)
async def test_a_figure_opens_into_the_questions_that_it_counts(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, query: dict[str, Any], codes: list[int]
) -> None:
    await tell(store, asked())
    rows = (await read(api, "/questions", issuer.bearer("leader"), **query))["items"]
    assert sorted(row["code"] for row in rows) == [f"Q-2026-{number:06}" for number in codes]


async def test_pages_of_questions_meet_each_once(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, history(3, 25))
    leader, found, cursor = issuer.bearer("leader"), [], None
    while True:
        page = await read(api, "/questions", leader, limit=7, **({"cursor": cursor} if cursor else {}))
        found += [row["question_id"] for row in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(found) == len(set(found)) == 25


async def test_a_week_begins_on_monday_in_the_province(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    sunday = START - timedelta(hours=8)
    early = submitted(1)
    told = {name: getattr(early, name) for name in early.__struct_fields__} | {"submitted_at": sunday}
    await tell(store, [type(early)(**told), submitted(2)])
    weeks = await read(api, "/trend", issuer.bearer("leader"))
    assert [(week["week"], week["starts_on"], week["asked"]) for week in weeks[:3]] == [
        ("2026-W33", "2026-08-10", 1),
        ("2026-W34", "2026-08-17", 1),
        ("2026-W35", "2026-08-24", 0),
    ]
    assert len(weeks) == 10


async def test_response_times_are_in_classes_of_office_hours(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, asked())
    times = await read(api, "/response-times", issuer.bearer("leader"))
    found = {
        (one["from_office_hours"], one["to_office_hours"]): (one["on_time"], one["late"]) for one in times
    }
    assert found.pop((0, 2)) == (1, 0)
    assert found.pop((40, 80)) == (0, 1)
    assert set(found.values()) == {(0, 0)}


@pytest.mark.parametrize("name", FILES)
async def test_a_file_holds_what_the_page_says(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, name: str
) -> None:
    await tell(store, asked())
    leader = issuer.bearer("leader")
    answer = await api.get(f"/exports/{name}", headers=leader)
    assert answer.headers["content-disposition"] == f'attachment; filename="cau-noi-{name}.csv"'
    assert answer.content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    told = await read(api, f"/exports/{name}", leader, format="json")
    assert len(rows) == len(told) > 0
    assert all(None not in row and None not in row.values() for row in rows)


async def test_a_name_that_a_spreadsheet_would_run_is_quoted(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, asked())
    answer = await api.get("/exports/press-agencies", headers=issuer.bearer("leader"))
    assert "'=Báo" in {row["name"] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}


async def test_an_empty_file_is_a_header_or_an_empty_list(api: httpx.AsyncClient, issuer: Issuer) -> None:
    leader = issuer.bearer("leader")
    text = (await api.get("/exports/agencies", headers=leader)).content.decode("utf-8-sig")
    assert text.startswith("answered,on_time,")
    assert text.count("\r\n") == 1
    assert await read(api, "/exports/agencies", leader, format="json") == []

"""Figures over HTTP: who may see which, what each counts, pages and ETags."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from services.metrics.adapters.unit_of_work import MetricsUnitOfWork
from shared.clock import PROVINCE_ZONE, FixedClock
from shared.contracts.event import Event
from shared.ids import uuid7
from shared.persistence import Database, standing
from shared.web.principal import ROLES
from tests.metrics import histories
from tests.metrics.histories import NOW, history, made_id, published, released, routed, submitted
from tests.metrics.reading import read, tell
from tests.tokens import Issuer

MIDNIGHT = datetime(2026, 9, 22, tzinfo=PROVINCE_ZONE)
NOON = MIDNIGHT - timedelta(hours=12)
INSTANT = timedelta(microseconds=1)
PATHS = ("/overview", "/agencies", "/press-agencies")
NO_SPREAD = {"published_items": 0, "items_declared": 0, "items_unchecked": 0} | {
    "items_confirmed": 0,
    "items_refused": 0,
}


def season() -> list[Event]:
    """Agency 1: one on time, one late, one open late. Agency 2: one open, one answered but not published."""
    told: list[Event] = [histories.agency(1, "Sở Y tế"), histories.agency(2, "Sở Du lịch")]
    told += [histories.press_agency(1, "Báo Đường Sắt"), histories.press_agency(2, "Báo Ánh Sáng")]
    told += [*histories.reporter(1, 1), *histories.reporter(2, 2), *histories.reporter(3, 2, verified=False)]
    told += [submitted(1, press=1), routed(1, 1), published(released(1, 1, press=1, minutes=100))]
    told += [
        submitted(2, press=1),
        routed(2, 1),
        published(released(2, 1, press=1, on_time=False, minutes=301)),
    ]
    told += [submitted(3, press=2, due=NOW - timedelta(seconds=1)), routed(3, 1)]
    told += [submitted(4, press=2, due=NOW + timedelta(days=1)), routed(4, 2)]
    told += [submitted(5, press=2), routed(5, 2), released(5, 2, press=2)]
    return told


@pytest.mark.parametrize("path", PATHS)
async def test_without_a_token_there_are_no_figures(api: httpx.AsyncClient, path: str) -> None:
    assert (await api.get(path)).status_code == 401


@pytest.mark.parametrize("path", PATHS)
async def test_a_machine_or_an_account_without_a_role_is_refused(
    api: httpx.AsyncClient, issuer: Issuer, path: str
) -> None:
    machine = {"Authorization": f"Bearer {issuer.machine('questions:submit')}"}
    assert (await api.get(path, headers=machine)).status_code == 403
    assert (await api.get(path, headers=issuer.bearer())).status_code == 403


async def test_a_suspended_account_is_refused(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    account = uuid7()
    await standing.suspend(MetricsUnitOfWork(store, FixedClock(NOW)), account, NOW, 1)
    standing.forget(store)
    answer = await api.get("/overview", headers=issuer.bearer("leader", sub=account))
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:caunoi:problem:account-suspended"


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0},
        {"limit": 101},
        {"limit": "many"},
        {"cursor": "forged"},
        {"cursor": "W10"},
        {"q": ""},
        {"q": "x" * 201},
        {"q": "a\x00b"},
    ],
)
@pytest.mark.parametrize("path", PATHS[1:])
async def test_a_malformed_query_is_a_problem_that_names_it(
    api: httpx.AsyncClient, issuer: Issuer, path: str, query: dict[str, Any]
) -> None:
    answer = await api.get(path, headers=issuer.bearer("leader"), params=query)
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_a_newsroom_does_not_see_another_nor_any_agency(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, season())
    reporter = issuer.bearer("reporter", press_agency_id=made_id("press", 1), reporter_id=uuid7())
    assert (await read(api, "/agencies", reporter))["items"] == []
    own = (await read(api, "/press-agencies", reporter))["items"]
    assert [one["name"] for one in own] == ["Báo Đường Sắt"]
    assert (await read(api, "/overview", reporter))["questions"] == 5


async def test_an_agency_sees_itself_only(api: httpx.AsyncClient, issuer: Issuer, store: Database) -> None:
    await tell(store, season())
    officer = issuer.bearer("focal_officer", agency_id=made_id("agency", 2))
    assert [one["name"] for one in (await read(api, "/agencies", officer))["items"]] == ["Sở Du lịch"]
    assert (await read(api, "/press-agencies", officer))["items"] == []
    assert (await read(api, "/agencies", officer, q="Y tế"))["items"] == []


@pytest.mark.parametrize("role", ROLES)
async def test_every_role_sees_the_totals_and_four_see_all(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, role: str
) -> None:
    await tell(store, season())
    headers = issuer.bearer(role)
    assert (await read(api, "/overview", headers))["questions"] == 5
    sees_all = role in ("leader", "department_officer", "auditor", "administrator")
    assert len((await read(api, "/agencies", headers))["items"]) == (2 if sees_all else 0)
    assert len((await read(api, "/press-agencies", headers))["items"]) == (2 if sees_all else 0)


async def test_before_anything_is_known_there_are_zeros_and_no_rate(
    api: httpx.AsyncClient, issuer: Issuer
) -> None:
    found = await read(api, "/overview", issuer.bearer("leader"))
    assert found["questions"] == found["agencies"] == found["verified_reporters"] == 0
    assert found["on_time_rate"] is None
    assert found["median_office_minutes"] is None


async def test_the_totals_count_what_the_readme_says(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, season())
    found = await read(api, "/overview", issuer.bearer("leader"))
    assert found.pop("at") == NOW.isoformat().replace("+00:00", "Z")
    assert set(found.pop("waiting").values()) == {0}
    questions = {name: value for name, value in found.items() if value != 0 or name in ("open", "late")}
    assert questions == {
        "questions": 5,
        "answered": 2,
        "on_time": 1,
        "late": 1,
        "awaiting_publication": 1,
        "open": 2,
        "open_late": 1,
        "on_time_rate": 0.3333,
        "on_time_interval": {"low": 0.0615, "high": 0.7923},
        "median_office_minutes": 200.5,
        "agencies": 2,
        "agencies_asked": 2,
        "press_agencies": 2,
        "press_agencies_asking": 2,
        "verified_reporters": 2,
    }


async def test_an_agency_has_its_own_figures(api: httpx.AsyncClient, issuer: Issuer, store: Database) -> None:
    await tell(store, season())
    (health,) = (await read(api, "/agencies", issuer.bearer("auditor"), q="y TE"))["items"]
    assert health == {
        "agency_id": str(made_id("agency", 1)),
        "code": "H57.01",
        "name": "Sở Y tế",
        "asked": 3,
        "answered": 2,
        "on_time": 1,
        "late": 1,
        "awaiting_publication": 0,
        "open": 1,
        "open_late": 1,
        "on_time_rate": 0.3333,
        "on_time_interval": {"low": 0.0615, "high": 0.7923},
        "median_office_minutes": 200.5,
        **dict.fromkeys(("refused", "withdrawn", "merged", "extended"), 0),
        "rank": None,
        "followed_by": [],
        "releases": 0,
        "releases_corrected": 0,
        "releases_withdrawn": 0,
        "press_agencies_using_releases": 0,
        "press_events": 0,
        "press_events_cancelled": 0,
        "check_ins": 0,
        **dict.fromkeys(("entries_on_time", "entries_late", "entries_missing"), 0),
        **NO_SPREAD,
    }


async def test_a_press_agency_has_its_questions_and_its_verified_reporters(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, season())
    (light,) = (await read(api, "/press-agencies", issuer.bearer("leader"), q="anh sang"))["items"]
    assert light["asked"] == 3
    assert light["open_late"] == 1
    assert light["verified_reporters"] == 1


@pytest.mark.parametrize(("due", "late_from"), [(MIDNIGHT, MIDNIGHT), (NOON, NOON + INSTANT)])
async def test_what_is_open_becomes_late_when_its_term_is_over(
    api: httpx.AsyncClient,
    issuer: Issuer,
    store: Database,
    clock: FixedClock,
    due: datetime,
    late_from: datetime,
) -> None:
    await tell(store, [submitted(1, due=due)])
    for instant, late in ((late_from - INSTANT, 0), (late_from, 1)):
        clock.set(instant)
        assert (await read(api, "/overview", issuer.bearer("leader")))["open_late"] == late
        cases = (await read(api, "/questions", issuer.bearer("leader"), state="open_late"))["items"]
        assert len(cases) == late


async def test_what_refers_to_something_unknown_is_counted_as_waiting(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, [released(9, by=7), submitted(1, press=3), routed(1, 7)])
    leader = issuer.bearer("leader")
    found = await read(api, "/overview", leader)
    assert found["questions"] == 1
    assert found["answered"] == 0
    assert sum(found["waiting"].values()) == 3
    (unnamed,) = (await read(api, "/agencies", leader))["items"]
    assert unnamed["name"] is None
    assert unnamed["asked"] == 1


async def test_pages_follow_the_vietnamese_alphabet_and_meet_everyone_once(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    names = ["Sở Đông", "Sở Da", "Sở Ánh", "Sở Ăn", "Sở An", "Sở Ấn", "Sở Xa"]
    await tell(store, [histories.agency(number, name) for number, name in enumerate(names)])
    await tell(store, [submitted(1), routed(1, 99)])
    leader, found, cursor = issuer.bearer("leader"), [], None
    while True:
        page = await read(api, "/agencies", leader, limit=3, **({"cursor": cursor} if cursor else {}))
        found += [one["name"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == ["Sở An", "Sở Ánh", "Sở Ăn", "Sở Ấn", "Sở Da", "Sở Đông", "Sở Xa", None]


@pytest.mark.parametrize("path", PATHS)
async def test_what_the_caller_has_already_is_not_sent_again(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, clock: FixedClock, path: str
) -> None:
    await tell(store, season())
    leader = issuer.bearer("leader")
    tag = (await api.get(path, headers=leader)).headers["etag"]
    clock.set(NOW + timedelta(seconds=5))
    again = await api.get(path, headers={**leader, "If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    await tell(store, [submitted(6, press=1), routed(6, 1)])
    assert (await api.get(path, headers={**leader, "If-None-Match": tag})).status_code == 200


async def test_the_totals_are_the_sum_of_the_agencies_and_of_the_press_agencies(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, history(5, 60))
    leader = issuer.bearer("leader")
    whole = await read(api, "/overview", leader)
    for path in PATHS[1:]:
        parts = (await read(api, path, leader, limit=100))["items"]
        unrouted = whole["questions"] - sum(part["asked"] for part in parts)
        assert unrouted == 0 or path == "/agencies"
        for figure in ("answered", "on_time", "late", "awaiting_publication"):
            assert sum(part[figure] for part in parts) == whole[figure]
    assert whole["questions"] == whole["answered"] + whole["awaiting_publication"] + whole["open"]
    assert whole["answered"] == whole["on_time"] + whole["late"]

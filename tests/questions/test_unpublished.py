"""What is not public is nowhere: every reading operation answers others as if it did not exist."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from litestar.routes import HTTPRoute

from services.questions.adapters.mirror import mirror_public
from services.questions.adapters.queries import SqlQueries
from services.questions.adapters.search import index_texts
from services.questions.application.reading import QuestionFilter
from services.questions.application.windows import end_windows
from services.questions.domain.visibility import Reader, may_read
from shared.ids import uuid7
from shared.web.principal import ROLES
from tests.questions.house import Headers, House, MakeHouse
from tests.questions.rules import hue
from tests.questions.site import SITE, page, public_answer
from tests.questions.unpublished import SECRET, WAYS, Question

ORIGIN = "http://127.0.0.1:8000"
INSIDE = ("/livez", "/readyz", "/metrics", "/docs", ".css", "openapi.json")
"""Not for readers: probes, documentation, style."""
PLACE = re.compile(r"\{(\w+):(\w+)\}")
FOUND_BY = (SECRET, "Q-2026")


@pytest.fixture
async def house(make_house: MakeHouse) -> AsyncIterator[House]:
    """Answers are kept for the asker's newsroom for a day."""
    made = make_house(EXCLUSIVE_HOURS="24")
    await made.furnish()
    async with made.http:
        yield made


def outsiders(house: House) -> dict[str, Headers]:
    return {
        "the public": {},
        "another newsroom": house.reporter(uuid7(), uuid7()),
        "another newsroom's admin": house.issuer.bearer("newsroom_admin", press_agency_id=uuid7()),
        "another agency": house.officer(house.other_agency, "agency_head"),
    }


def readings(house: House) -> list[tuple[str, bool]]:
    """The path of every reading operation of the service, and whether it takes words to search."""
    found = []
    for route in house.app.routes:
        if isinstance(route, HTTPRoute) and "GET" in route.methods:
            handler, _ = route.route_handler_map["GET"]
            found.append((route.path, "q" in handler.parsed_fn_signature.parameters))
    return [(path, searches) for path, searches in found if not any(part in path for part in INSIDE)]


def addresses(operation: tuple[str, bool], question: Question) -> Iterator[str]:
    """Of one operation: for this question where it is about one, and with each search."""
    path, searches = operation
    values = {"uuid": question["id"], "int": "1"}
    at = PLACE.sub(lambda match: str(values.get(match[2], question["code"])), path)
    yield at
    if searches:
        yield from (f"{at}?q={word}" for word in FOUND_BY)


async def seen(house: House, question: Question, who: Headers) -> dict[str, tuple[int, str]]:
    """What the caller gets at every address; without the number that each request has."""
    found = {}
    for operation in readings(house):
        for address in addresses(operation, question):
            answer = await house.http.get(f"{ORIGIN}{address}", headers=who)
            text = answer.text.replace(str(answer.headers.get("x-request-id")), "")
            found[address] = (answer.status_code, text)
    return found


async def unpublished(house: House) -> dict[str, Question]:
    """One question in each state, a day apart."""
    found: dict[str, Question] = {}
    for day, (state, way) in enumerate(WAYS.items(), 1):
        house.clock.set(hue(f"2026-09-{day:02d} 09:00"))
        asked = await house.ask(title=f"{SECRET} {state}", body=f"{SECRET} {state}?")
        await way(house, asked)
        found[state] = asked
    await mirror_public(house.database)
    await index_texts(house.database)
    return found


async def test_others_find_every_reading_operation_as_if_there_were_no_such_question(house: House) -> None:
    assert {f"{SITE.removeprefix(ORIGIN)}/{{code:str}}", "/questions/v1/questions"} <= {
        path for path, _ in readings(house)
    }
    questions = await unpublished(house)
    nothing = {"id": str(uuid7()), "code": "Q-2026-999999"}
    for name, who in outsiders(house).items():
        never = await seen(house, nothing, who)
        for state, question in questions.items():
            real = await seen(house, question, who)
            for (at, given), (_, expected) in zip(real.items(), never.items(), strict=True):
                assert given[0] == expected[0], (name, state, at)
                # A page repeats the address that was asked for; that tells nobody anything.
                shown = given[1].replace(question["code"], nothing["code"])
                assert shown == expected[1], (name, state, at)
                for secret in (question["id"], f"{SECRET} ", str(house.reporter_id)):
                    assert secret not in shown, (name, state, at)


async def test_an_empty_house_looks_the_same_as_one_full_of_what_is_not_public(house: House) -> None:
    nothing = {"id": str(uuid7()), "code": "Q-2026-999999"}
    now = house.clock.now()
    before = {name: await seen(house, nothing, who) for name, who in outsiders(house).items()}
    await unpublished(house)
    house.clock.set(now)
    for name, who in outsiders(house).items():
        assert await seen(house, nothing, who) == before[name], name


async def test_the_list_shows_just_what_the_rule_allows_while_an_answer_is_exclusive(house: House) -> None:
    await unpublished(house)
    queries, now = SqlQueries(house.database, house.office.rulebook), house.clock.now()
    overseer = Reader(roles=frozenset({"auditor"}))
    every = [one.view for one in await queries.questions(QuestionFilter(), overseer, now, None, 100)]
    for role in ROLES:
        for belongs in (True, False):
            reader = Reader(
                roles=frozenset({role}),
                reporter_id=uuid7(),
                press_agency_id=house.newsroom if belongs else uuid7(),
                agency_id=house.agency if belongs else uuid7(),
            )
            shown = await queries.questions(QuestionFilter(), reader, now, None, 100)
            assert [one.view for one in shown] == [one for one in every if may_read(reader, one)], role


async def test_the_askers_newsroom_has_its_answer_alone_until_the_window_ends(house: House) -> None:
    question = (await unpublished(house))["exclusive"]
    address, code = f"/questions/{question['id']}", question["code"]
    colleague = house.reporter(uuid7())
    for who in (house.reporter(), colleague, house.officer(), house.dispatcher()):
        assert (await house.http.get(address, headers=who)).json()["publication"] == "exclusive"
        assert (await house.http.get(f"{address}/answer", headers=who)).json()["body"] == f"{SECRET}."
        listed = (await house.http.get("/questions", params={"q": SECRET}, headers=who)).json()["items"]
        assert code in [one["code"] for one in listed]
    alone: dict[str, Any] = (await house.http.get(address, headers=colleague)).json()
    assert alone["reporter_id"] is None
    listed = (await house.http.get("/questions", headers=colleague)).json()["items"]
    assert [one["code"] for one in listed] == [code]
    house.clock.set(hue("2026-09-13 09:00"))
    assert await end_windows(house.office.unit) == 1
    await mirror_public(house.database)
    assert SECRET in await page(house, f"/{code}")
    assert (await house.http.get(address)).status_code == 200


async def test_what_goes_on_in_a_new_round_changes_nothing_for_others(make_house: MakeHouse) -> None:
    house = make_house()
    await house.furnish()
    question = await public_answer(house)
    house.clock.set(hue("2026-09-22 09:00"))
    before = {name: await seen(house, question, who) for name, who in outsiders(house).items()}
    question = await house.done(question, "reopenings", house.reporter(), reason=SECRET)
    for agency in (house.other_agency, house.agency):
        question = await house.done(question, "routing", house.dispatcher(), agency_id=str(agency))
    question = await house.done(question, "acceptance", house.officer())
    question = await house.done(question, "points", house.officer(), points=[SECRET])
    question = await house.done(question, "drafts", house.officer(), text=SECRET)
    said = [{"number": 1, "outcome": "answered", "text": SECRET}]
    await house.done(question, "answer", house.speaker(), form="BRIEFING", body=SECRET, points=said)
    await mirror_public(house.database)
    for name, who in outsiders(house).items():
        after = await seen(house, question, who)
        assert {at: given for at, given in after.items() if given != before[name][at]} == {}, name

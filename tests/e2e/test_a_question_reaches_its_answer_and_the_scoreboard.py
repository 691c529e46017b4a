"""The whole suite through its public doors: one question's way, and what nobody may learn on it."""

import asyncio
import json
import secrets
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

import httpx
import pytest
from nats.js import JetStreamContext

from deploy.local.servers import SERVICES
from shared.contracts import cloudevents
from shared.contracts.questions import DeadlineBreached
from shared.ids import uuid7
from tests.collector import Collector
from tests.e2e.company import CARD, PHONE, Company, Json, Member, content
from tests.e2e.stage import Stage
from tests.e2e.story import BODY, QUESTIONS, REPLY, TITLE, Story
from tests.shared.bus import eventually, stored

pytestmark = pytest.mark.e2e

# A service without operations yet shows by its document whether it lets somebody in.
A_DOOR_OF_EACH = {
    "identity": "/identity/v1/me",
    "questions": QUESTIONS,
    "distribution": "/distribution/openapi.json",
    "events": "/events/openapi.json",
    "metrics": "/metrics/v1/overview",
}
BREACHED = DeadlineBreached.type_name()


async def figures(company: Company) -> tuple[Json, Json]:
    """The totals, and the row of the agency, as the leader reads them."""
    totals = content(await company.leader.get("/metrics/v1/overview"))
    rows = content(await company.leader.get("/metrics/v1/agencies", q=company.agency["name"]))["items"]
    (row,) = [row for row in rows if row["agency_id"] == company.agency["id"]]
    return totals, row


async def test_a_question_reaches_its_answer_and_the_scoreboard(stage: Stage, company: Company) -> None:
    assert (await figures(company))[0]["questions"] == 0
    story = await Story.begin(company)
    assert story.asked["status"] == "submitted"
    assert (await story.route())["lead_agency_id"] == company.agency["id"]
    assert (await story.accept())["status"] == "accepted"
    await stage.move(stage.now() + timedelta(hours=2))
    released = await story.answer()
    assert (released["on_time"], released["spokesperson_name"]) == (True, company.speaker.full_name)
    assert (await story.publish())["publication"] == "published"
    await stage.at_rest()
    totals, row = await figures(company)
    for told in (totals, row):
        assert (told["answered"], told["on_time"], told["late"], told["open"]) == (1, 1, 0, 0)
        assert (told["on_time_rate"], told["median_office_minutes"]) == (1.0, 120.0)
    everybody = await stage.http.get(f"{story.address}/answer")
    assert content(everybody)["body"] == REPLY


async def test_a_missed_term_is_noticed_once_and_shown_as_open_and_late(
    stage: Stage, company: Company, streams: JetStreamContext
) -> None:
    before, _ = await figures(company)
    story = await Story.begin(company)
    await story.route()
    await stage.move(datetime.fromisoformat(story.asked["due_at"]) + timedelta(minutes=1))
    await stage.move(stage.now() + timedelta(hours=1))
    assert (await story.seen_by(company.focal))["overdue"] is True
    letters = [json.loads(one.data) for one in await stored(streams, "questions", subject=BREACHED)]
    assert [one["question_id"] for one in letters] == [story.id]
    totals, row = await figures(company)
    assert (totals["open_late"], row["open_late"]) == (before["open_late"] + 1, 1)
    assert totals["on_time_rate"] == 0.5


async def glimpses(story: Story, reader: Callable[..., Awaitable[httpx.Response]]) -> list[str]:
    """Every door behind which a question could show, as this reader finds it."""
    found = [
        f"{place}: {answer.status_code}"
        for place in ("", "/answer", "/deadline")
        if (answer := await reader(f"{story.address}{place}")).status_code != 404
    ]
    filters: list[dict[str, str]] = [{}, {"q": TITLE}, {"q": "cong quan"}, {"status": "closed"}]
    filters += [{"press_agency_id": story.company.newsroom["id"]}, {"agency_id": story.company.agency["id"]}]
    for wanted in filters:
        answer = await reader(QUESTIONS, limit="100", **wanted)
        found += [str(wanted)] if story.id in answer.text or BODY in answer.text else []
    return found


async def test_nobody_outside_sees_a_question_before_its_publication(stage: Stage, company: Company) -> None:
    async def anonymous(path: str, **query: str) -> httpx.Response:
        return await stage.http.get(path, params=query)

    outside = [company.rival.get, company.rival_editor.get, company.stranger.get, company.leader.get]
    story = await Story.begin(company)
    for act in (story.route, story.accept, story.answer):
        await act()
        await stage.at_rest()
        for reader in (*outside, anonymous):
            assert await glimpses(story, reader) == []
    for own in (company.reporter, company.focal, company.dispatcher):
        assert await glimpses(story, own.get)
    await story.publish()
    await stage.at_rest()

    async def everybody_sees_it() -> bool:
        return {len(await glimpses(story, reader)) for reader in (*outside, anonymous)} == {3 + 6}

    # Words are sought in the public record, which follows within seconds.
    await eventually(everybody_sees_it)


async def test_figures_of_another_newsroom_and_agency_stay_closed(company: Company) -> None:
    for member, kind, own in (
        (company.rival, "press-agencies", company.newsroom["id"]),
        (company.rival_editor, "press-agencies", company.newsroom["id"]),
        (company.stranger, "agencies", company.agency["id"]),
    ):
        answer = await member.get(f"/metrics/v1/{kind}", limit="100")
        assert answer.status_code == 200
        assert own not in answer.text
    assert company.newsroom["id"] in (await company.reporter.get("/metrics/v1/press-agencies")).text


async def doors(member: Member) -> dict[str, int]:
    """How each service receives this person now."""
    return {name: (await member.get(A_DOOR_OF_EACH[name])).status_code for name in SERVICES}


async def test_a_suspended_reporter_is_refused_by_every_service_within_five_seconds_until_restored(
    company: Company,
) -> None:
    reporter, standing = company.reporter, await company.accreditation()
    address = f"/identity/v1/reporters/{standing['id']}"
    assert set((await doors(reporter)).values()) == {200}

    async def all_say(status: int) -> bool:
        return set((await doors(reporter)).values()) == {status}

    began = time.monotonic()
    suspended = await company.officer.done(
        f"{address}/suspension", {"reason": "Lý do minh họa"}, version=standing["version"]
    )
    await eventually(lambda: all_say(403), seconds=5)
    assert time.monotonic() - began < 5
    refused = await reporter.post(QUESTIONS, {"title": TITLE, "body": BODY})
    assert refused.json()["type"] == "urn:caunoi:problem:account-suspended"
    await company.officer.done(f"{address}/restoration", version=suspended["version"])
    await eventually(lambda: all_say(200), seconds=5)
    assert (await reporter.post(QUESTIONS, {"title": TITLE, "body": BODY})).status_code == 201


async def test_one_trace_leads_from_the_request_to_the_figures(
    stage: Stage, company: Company, collector: Collector
) -> None:
    trace_id, mine = secrets.token_hex(16), secrets.token_hex(8)
    await Story.begin(company, {"traceparent": f"00-{trace_id}-{mine}-01"})
    await stage.at_rest()

    async def arrived() -> bool:
        return {"questions", "metrics"} <= {span.service for span in collector.trace(trace_id)}

    await eventually(arrived)
    spans = collector.trace(trace_id)
    (request,) = [span for span in spans if span.parent_id == mine]
    assert (request.service, request.name) == ("questions", f"POST {QUESTIONS}")
    consumed = {span.name: span.parent_id for span in spans if span.service == "metrics"}
    assert consumed == {"metrics-questions process": request.span_id}


async def test_what_the_services_log_names_nobody_and_quotes_nothing(
    stage: Stage, company: Company, streams: JetStreamContext
) -> None:
    story = await Story.begin(company)
    for act in (story.route, story.accept, story.answer, story.publish):
        await act()
    unread = await company.dispatcher.post(f"{story.address}/routing", {"agency_id": TITLE}, version=1)
    assert unread.status_code == 400
    assert (await company.reporter.post(QUESTIONS, {"title": TITLE, "body": 7})).status_code == 400
    poison = DeadlineBreached(
        question_id=UUID(story.id), agency_id=None, due_at=stage.now(), aggregate_version=9
    )
    headers = cloudevents.headers(poison, event_id=uuid7(), time=stage.now(), province_code="46")
    await streams.publish(
        BREACHED, f'{{"type": "{BREACHED}", "question_id": "{TITLE}"}}'.encode(), headers=headers
    )
    await asyncio.gather(*(member.sign_in() for member in company.people()))
    await stage.at_rest()
    lines = [json.loads(line) for line in stage.log.getvalue().splitlines()]
    # The tests' own client shares this process; what it logs are its addresses.
    said = [line for line in lines if line["logger"] != "httpx"]
    assert [line for line in said if "dead letter" in line["message"]]
    secret = [TITLE, BODY, REPLY, PHONE, CARD["number"], stage.backend.client_secret]
    secret += [text for who in company.people() for text in (who.identifier, who.full_name, who.token)]
    leaks = [(text, line) for line in said for text in secret if text in json.dumps(line, ensure_ascii=False)]
    assert leaks == []

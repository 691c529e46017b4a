"""Each bad request, as bytes to the running suite: a problem in two languages, and nothing half-written."""

import asyncio
import unicodedata

import pytest
from nats.js import JetStreamContext

from deploy.local.servers import SERVICES
from shared.ids import uuid7
from tests.e2e.company import Company, content
from tests.e2e.forgery import forgeries
from tests.e2e.refusals import ASKED, NFD_TITLE, REFUSED, Bad
from tests.e2e.stage import Stage
from tests.e2e.story import BODY, QUESTIONS, Story
from tests.e2e.wire import Answered, exchange, request

pytestmark = pytest.mark.e2e

# The index of words is filled at leisure by the worker; what it holds follows from the questions.
_TABLES = """
SELECT quote_ident(tablename) AS name FROM pg_tables
WHERE schemaname = 'public' AND tablename NOT LIKE 'search%' AND tablename <> 'question_topics' ORDER BY 1
"""
"""But for what the worker finds in texts, in its own time."""


@pytest.fixture(scope="module")
async def story(stage: Stage, company: Company) -> Story:
    """A question that lies with the agency."""
    begun = await Story.begin(company)
    await begun.route()
    await stage.at_rest()
    return begun


@pytest.fixture(scope="module")
def tokens(stage: Stage, company: Company) -> dict[str, str]:
    """Of everybody who calls, honestly or not."""
    honest = {name: member.token for name, member in vars(company).items() if hasattr(member, "token")}
    return honest | forgeries(stage, company.reporter.token)


async def written(stage: Stage, streams: JetStreamContext) -> dict[str, int]:
    """How many rows each table of each service holds, and how much was ever said on each stream."""
    found = {str(one.config.name): one.state.last_seq for one in await streams.streams_info()}
    for service in ("identity", "questions"):
        database = stage.suite.parts[service].database
        names = [row["name"] for row in await database.fetch(_TABLES)]
        counts = " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) FROM {name}" for name in names)
        found |= {f"{service}.{name}": count for name, count in await database.fetch(counts)}
    return found


def checked(answer: Answered, bad: Bad, language: str) -> str:
    """The detail, after checking that this is the problem that it should be, in this language."""
    document = answer.document()
    assert (answer.status, document["type"]) == (bad.status, f"urn:caunoi:problem:{bad.type}"), document
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == language
    assert (document["status"], document["request_id"]) == (bad.status, answer.headers["x-request-id"])
    assert [error["field"] for error in document.get("errors", [])] == ([bad.offends] if bad.offends else [])
    assert document["title"]
    assert document["detail"]
    return str(document["title"] + document["detail"])


@pytest.mark.parametrize("bad", REFUSED.values(), ids=REFUSED)
async def test_bad_input_is_refused_in_both_languages_and_leaves_nothing_behind(
    stage: Stage, story: Story, tokens: dict[str, str], streams: JetStreamContext, bad: Bad
) -> None:
    before = await written(stage, streams)
    said = {
        language: checked(
            await exchange(stage.url, bad.encoded(story.id, tokens[bad.who], asked)), bad, language
        )
        for language, asked in (("vi", ""), ("en", "en-GB, vi;q=0.1"))
    }
    assert said["vi"] != said["en"]
    assert await written(stage, streams) == before


async def test_a_repeated_key_acts_once_and_another_body_under_it_is_refused(
    stage: Stage, company: Company, streams: JetStreamContext
) -> None:
    key = {"Idempotency-Key": str(uuid7())}
    first = await company.reporter.post(QUESTIONS, dict(ASKED), headers=key)
    await stage.at_rest()
    before = await written(stage, streams)
    again = await company.reporter.post(QUESTIONS, dict(ASKED), headers=key)
    assert (again.status_code, again.headers["idempotency-replayed"]) == (201, "true")
    assert again.content == first.content
    other = await company.reporter.post(QUESTIONS, {**ASKED, "body": "x"}, headers=key)
    assert (other.status_code, other.json()["type"]) == (422, "urn:caunoi:problem:idempotency-key-reused")
    assert await written(stage, streams) == before


async def test_the_same_request_sent_ten_times_at_once_asks_one_question(
    stage: Stage, company: Company, streams: JetStreamContext
) -> None:
    before = await written(stage, streams)
    key = {"Idempotency-Key": str(uuid7())}
    answers = await asyncio.gather(
        *(company.reporter.post(QUESTIONS, dict(ASKED), headers=key) for _ in range(10))
    )
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    await stage.at_rest()
    after = await written(stage, streams)
    grown = {name: after[name] - before[name] for name in ("questions.questions", "questions.idempotency")}
    assert (grown, after["questions"] - before["questions"]) == (dict.fromkeys(grown, 1), 1)


async def test_decomposed_text_is_taken_and_stored_composed(company: Company) -> None:
    asked = content(await company.reporter.post(QUESTIONS, {"title": NFD_TITLE, "body": BODY}))
    assert asked["title"] == unicodedata.normalize("NFC", NFD_TITLE) != NFD_TITLE
    found = content(await company.reporter.get(QUESTIONS, q=NFD_TITLE))["items"]
    assert asked["id"] in [row["id"] for row in found]


@pytest.mark.parametrize(
    "head",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"POST /questions/v1/questions HTTP/9.9\r\n\r\n",
        b"POST /questions/v1/questions HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
        b"POST /questions/v1/questions HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        b"GET /questions/v1/questions HTTP/1.1\r\nbad header\r\n\r\n",
    ],
    ids=["TLS", "another version", "a length that is none", "a chunk that is none", "a header without colon"],
)
async def test_what_is_not_http_is_refused_by_the_server_itself(
    stage: Stage, story: Story, streams: JetStreamContext, head: bytes
) -> None:
    before = await written(stage, streams)
    assert (await exchange(stage.url, head)).status == 400
    assert await written(stage, streams) == before


async def test_a_body_that_breaks_off_asks_nothing(
    stage: Stage, story: Story, tokens: dict[str, str], streams: JetStreamContext
) -> None:
    before = await written(stage, streams)
    whole = Bad(0, "").encoded("", tokens["reporter"], "")
    port = int(stage.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(whole[:-20])
    await writer.drain()
    writer.write_eof()
    assert b"201" not in await asyncio.wait_for(reader.read(), 20)
    writer.close()
    assert await written(stage, streams) == before


async def test_garbage_in_headers_that_nobody_needs_harms_nothing(stage: Stage) -> None:
    garbage = [
        ("Accept-Language", b"\xff;q=\xfe, vi-\x80"),
        ("Accept", b"\xff/\xff"),
        ("X-Request-Id", b"\xff\xfe" * 200),
        ("Traceparent", b"00-\xff-\xff-zz"),
        ("Tracestate", b"\xff=\xff"),
        ("Cookie", b"caunoi_session=\xff; ;;=\xfe"),
        ("If-None-Match", b"\xff"),
    ]
    for service in SERVICES:
        answer = await exchange(stage.url, request("GET", f"/{service}/livez", garbage))
        assert answer.status == 200, answer
        assert "\xff" not in answer.headers["x-request-id"]

"""The HTTP door: what each operation refuses, then what it does."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from shared.contracts.questions import (
    AnswerPublished,
    AnswerReleased,
    DeadlineBreached,
    QuestionAccepted,
    QuestionRouted,
    QuestionSubmitted,
)
from shared.ids import uuid7
from tests.questions.house import TEXT, House
from tests.questions.rules import hue

ACTS = {
    "routing": {"agency_id": "0199a000-0000-7000-8000-000000000000"},
    "acceptance": None,
    "answer": {"form": "BRIEFING", "body": "Có."},
    "publication": None,
}


def problem(answer: httpx.Response, status: int, code: str, field: str | None = None) -> None:
    """A problem document with its stable type, and the field at fault."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:caunoi:problem:{code}"
    if field is not None:
        assert field in [error["field"] for error in answer.json()["errors"]]


def actor(house: House, act: str) -> dict[str, str]:
    """Whoever may do it."""
    return {
        "routing": house.dispatcher,
        "acceptance": house.officer,
        "answer": house.speaker,
        "publication": house.officer,
    }[act]()


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        ({**TEXT, "urgent": True}, 400, "invalid-body", "urgent"),
        ({**TEXT, "title": 7}, 400, "invalid-body", "title"),
        ({"title": "x"}, 400, "invalid-body", "body"),
        ({**TEXT, "title": "   "}, 400, "empty-text", "title"),
        ({**TEXT, "body": "\n \t"}, 400, "empty-text", "body"),
        ({**TEXT, "title": "hai\ndòng"}, 400, "invalid-text", "title"),
        ({**TEXT, "title": "chuông\u0007"}, 400, "invalid-text", "title"),
        ({**TEXT, "body": "\u009f"}, 400, "invalid-text", "body"),
        ({**TEXT, "title": "dài" * 101}, 400, "invalid-body", "title"),
        ({**TEXT, "addressed_agency_id": "Sở Y tế"}, 400, "invalid-body", "addressed_agency_id"),
        ({**TEXT, "addressed_agency_id": str(UUID(int=7))}, 422, "agency-unknown", "addressed_agency_id"),
    ],
)
async def test_a_bad_question_is_refused_and_leaves_nothing(
    house: House, body: dict[str, Any], status: int, code: str, field: str
) -> None:
    answer = await house.http.post("/questions", json=body, headers=house.reporter())
    problem(answer, status, code, field)
    assert await house.stored() == 0
    assert await house.told() == []


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b'{"title": "\xff\xfe", "body": "x"}', 400, "malformed-body"),
        (b'{"title": "nul \\u0000", "body": "x"}', 400, "malformed-body"),
        (b'{"title": "\\ud800", "body": "x"}', 400, "malformed-body"),
        (b"title=x", 400, "malformed-body"),
        (b'{"title": "x", "body": "' + b"a" * 2_000_000 + b'"}', 413, "body-too-large"),
    ],
)
async def test_bytes_that_are_no_question_are_refused(
    house: House, raw: bytes, status: int, code: str
) -> None:
    headers = {**house.reporter(), "content-type": "application/json"}
    problem(await house.http.post("/questions", content=raw, headers=headers), status, code)
    assert await house.stored() == 0


async def test_who_may_not_ask_is_told_why(house: House) -> None:
    nobody: dict[str, str] = {}
    expired = house.issuer.bearer("reporter", reporter_id=house.reporter_id, exp=1)
    elsewhere = house.issuer.bearer("reporter", reporter_id=house.reporter_id, aud="another")
    unverified = house.reporter(uuid7())
    for headers, status, code in (
        (nobody, 401, "unauthenticated"),
        (expired, 401, "token-expired"),
        (elsewhere, 401, "invalid-token"),
        (house.dispatcher(), 403, "forbidden"),
        (unverified, 403, "reporter-not-verified"),
        (house.issuer.bearer("reporter"), 403, "reporter-not-verified"),
    ):
        problem(await house.http.post("/questions", json=TEXT, headers=headers), status, code)
    assert await house.stored() == 0


async def test_the_policy_limits_the_questions_of_a_day(house: House) -> None:
    await house.database.fetch("UPDATE deadline_policies SET questions_per_day = 2")
    await house.ask()
    await house.ask()
    problem(
        await house.http.post("/questions", json=TEXT, headers=house.reporter()), 429, "too-many-questions"
    )
    house.clock.set(hue("2026-09-22 00:00"))
    await house.ask()


async def test_without_a_policy_in_force_no_question_is_taken(house: House) -> None:
    await house.database.fetch("UPDATE deadline_policies SET valid_to = '2026-09-21'")
    problem(
        await house.http.post("/questions", json=TEXT, headers=house.reporter()), 409, "no-policy-in-force"
    )


@pytest.mark.parametrize("act", ACTS)
async def test_an_act_needs_a_version_a_known_question_and_the_right_role(house: House, act: str) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    address = f"/questions/{question['id']}/{act}"
    who, body = actor(house, act), ACTS[act]
    missing = await house.http.post(address, json=body, headers=who)
    malformed = await house.http.post(address, json=body, headers={**who, "If-Match": "seven"})
    stale = await house.act({**question, "version": 1}, act, who, **(body or {}))
    unknown = await house.act({**question, "id": str(uuid7())}, act, who, **(body or {}))
    asker = await house.act(question, act, house.reporter(), **(body or {}))
    anonymous = await house.http.post(address, json=body)
    problem(missing, 428, "version-required")
    problem(malformed, 400, "invalid-parameter", "If-Match")
    problem(stale, 412, "stale-version")
    problem(unknown, 404, "question-not-found")
    problem(asker, 403, "forbidden")
    problem(anonymous, 401, "unauthenticated")


@pytest.mark.parametrize("act", ["acceptance", "answer", "publication"])
async def test_another_agency_does_not_learn_that_the_question_exists(house: House, act: str) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    stranger = house.officer(house.other_agency, "spokesperson")
    problem(await house.act(question, act, stranger, **(ACTS[act] or {})), 404, "question-not-found")


async def test_routing_to_an_unknown_agency_or_to_the_same_one_is_refused(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    unknown = await house.act(question, "routing", house.dispatcher(), agency_id=str(uuid7()))
    same = await house.act(question, "routing", house.dispatcher(), agency_id=str(house.agency))
    problem(unknown, 422, "agency-unknown", "agency_id")
    problem(same, 409, "already-routed-there")


async def test_steps_are_taken_in_their_order(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    early = await house.act(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
    problem(early, 409, "wrong-status")
    problem(await house.act(question, "publication", house.officer()), 409, "wrong-status")
    question = await house.done(question, "acceptance", house.officer())
    problem(await house.act(question, "acceptance", house.officer()), 409, "wrong-status")


async def test_a_closed_question_stays_closed(house: House) -> None:
    answer = await house.answered()
    problem(
        await house.act(answer, "routing", house.dispatcher(), agency_id=str(house.other_agency)),
        409,
        "question-closed",
    )
    problem(await house.act(answer, "acceptance", house.officer()), 409, "question-closed")
    again = await house.act(answer, "answer", house.speaker(), form="BRIEFING", body="Khác.")
    problem(again, 409, "question-closed")
    published = await house.done(answer, "publication", house.officer())
    problem(await house.act(published, "publication", house.officer()), 409, "already-published")


async def test_only_an_active_spokesperson_of_the_lead_agency_answers(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    question = await house.done(question, "acceptance", house.officer())
    body = {"form": "BRIEFING", "body": "Có."}
    impostor = house.officer(role="spokesperson")
    problem(await house.act(question, "answer", impostor, **body), 403, "not-an-active-spokesperson")
    problem(await house.act(question, "answer", house.officer(), **body), 403, "forbidden")
    wordless = await house.act(question, "answer", house.speaker(), form="BRIEFING", body=" ")
    formless = await house.act(question, "answer", house.speaker(), form="RUMOUR", body="Có.")
    problem(wordless, 400, "empty-text", "body")
    problem(formless, 400, "invalid-body", "form")


async def test_a_repeated_key_acts_once_and_another_body_is_refused(house: House) -> None:
    headers = {**house.reporter(), "Idempotency-Key": "lần-1".encode().hex()}
    first = await house.http.post("/questions", json=TEXT, headers=headers)
    second = await house.http.post("/questions", json=TEXT, headers=headers)
    other = await house.http.post("/questions", json={**TEXT, "title": "Khác"}, headers=headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    problem(other, 422, "idempotency-key-reused")
    assert await house.stored() == 1
    assert len(await house.told()) == 1


@pytest.mark.parametrize("due_before", ["2026-09-30T00:00:00", "tomorrow"])
async def test_a_time_without_an_offset_is_refused(house: House, due_before: str) -> None:
    answer = await house.http.get("/questions", params={"due_before": due_before})
    problem(answer, 400, "invalid-parameter", "due_before")


async def test_a_forged_cursor_is_refused(house: House) -> None:
    problem(await house.http.get("/questions", params={"cursor": "bm8"}), 400, "invalid-parameter", "cursor")


async def test_a_refusal_is_said_in_the_language_of_the_caller(house: House) -> None:
    address = f"/questions/{uuid7()}"
    english = await house.http.get(address, headers={"accept-language": "en"})
    vietnamese = await house.http.get(address)
    assert english.json()["title"] == "Question not found"
    assert vietnamese.json()["title"] == "Không tìm thấy câu hỏi"


async def test_a_question_goes_its_whole_way(house: House) -> None:
    question = await house.ask()
    assert question["status"] == "submitted"
    assert question["code"].startswith("Q-2026-")
    assert question["due_at"] == "2026-09-28T17:00:00Z"
    question = await house.done(question, "routing", house.dispatcher(), agency_id=str(house.other_agency))
    question = await house.done(question, "routing", house.dispatcher(), agency_id=str(house.agency))
    house.clock.set(hue("2026-09-21 14:00"))
    question = await house.done(question, "acceptance", house.officer())
    house.clock.set(hue("2026-09-22 08:00"))
    answer = await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
    assert (answer["on_time"], answer["office_minutes"]) == (True, 150 + 240 + 30)
    published = await house.done(answer, "publication", house.dispatcher())
    assert (published["status"], published["outcome"], published["publication"]) == (
        "closed",
        "answered",
        "published",
    )
    told = await house.told()
    assert [type(event) for event in told] == [
        QuestionSubmitted,
        QuestionRouted,
        QuestionRouted,
        QuestionAccepted,
        AnswerReleased,
        AnswerPublished,
    ]
    assert [event.aggregate_version for event in told] == [1, 2, 3, 4, 5, 6]
    last = told[-1]
    assert isinstance(last, AnswerPublished)
    assert (last.subject, last.spokesperson_name) == (TEXT["title"], "Trần Thị Minh Họa")
    assert last.content_hash == answer["content_hash"]


async def test_an_addressed_question_goes_straight_to_its_agency(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    assert (question["status"], question["lead_agency_id"]) == ("routed", str(house.agency))
    routed = (await house.told())[1]
    assert isinstance(routed, QuestionRouted)
    assert (routed.by, routed.aggregate_version) == ("configuration", 2)


async def test_a_late_answer_is_marked_late_and_its_breach_is_told_without_any_sweep(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    question = await house.done(question, "acceptance", house.officer())
    house.clock.set(hue("2026-09-29 00:00"))
    answer = await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Muộn.")
    assert answer["on_time"] is False
    told = await house.told()
    assert [type(event) for event in told[-2:]] == [DeadlineBreached, AnswerReleased]
    assert [event.aggregate_version for event in told] == [1, 2, 3, 4, 5]


async def test_the_text_is_stored_composed(house: House) -> None:
    question = await house.ask(title="Tie\u0302\u0301n đo\u0323\u0302")
    assert question["title"] == "Tiến độ"


async def test_nothing_of_the_text_is_on_the_bus_before_publication(house: House) -> None:
    await house.answered()
    rows = await house.database.fetch("SELECT convert_from(payload, 'UTF8') AS said FROM outbox")
    for secret in (TEXT["title"], TEXT["body"], "Tháng 12", "Minh Họa"):
        assert not [row["said"] for row in rows if secret in row["said"]]


async def test_the_deadline_explains_itself_in_both_languages(house: House) -> None:
    house.clock.set(hue("2026-08-20 09:00"))
    question = await house.ask()
    address = f"/questions/{question['id']}/deadline"
    vietnamese = (await house.http.get(address, headers=house.reporter())).json()
    english = (await house.http.get(address, headers={**house.reporter(), "accept-language": "en"})).json()
    assert (vietnamese["last_day"], english["last_day"]) == ("2026-08-26", "2026-08-26")
    assert english["summary"] == "5 working days; ends at the end of Wednesday 2026-08-26"
    assert vietnamese["summary"] == "5 ngày làm việc; kết thúc vào cuối Thứ Tư 26/08/2026"
    assert english["trace"][2]["text"] == "Saturday 2026-08-22: day 2 (worked in place of another day)"
    assert vietnamese["trace"][3]["text"] == "Chủ Nhật 23/08/2026: không tính (nghỉ cuối tuần)"


async def test_an_answer_is_read_by_the_asker_at_once_and_by_everybody_when_published(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    address = f"/questions/{question['id']}/answer"
    problem(await house.http.get(address, headers=house.reporter()), 404, "answer-not-found")
    question = await house.done(question, "acceptance", house.officer())
    answer = await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
    assert (await house.http.get(address, headers=house.reporter())).json() == answer
    problem(await house.http.get(address), 404, "question-not-found")
    await house.done(answer, "publication", house.officer())
    public = await house.http.get(address)
    assert public.json()["spokesperson_name"] == "Trần Thị Minh Họa"

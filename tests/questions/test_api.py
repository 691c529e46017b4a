"""The HTTP door: what each operation refuses; tests/questions/test_way.py has what it does."""

from typing import Any
from uuid import UUID

import pytest

from shared.ids import uuid7
from tests.questions.house import TEXT, House, problem
from tests.questions.rules import hue

ACTS = {
    "routing": {"agency_id": "0199a000-0000-7000-8000-000000000000"},
    "acceptance": None,
    "answer": {"form": "BRIEFING", "body": "Có."},
    "publication": None,
}
REFUSED = {
    "routing": "not-a-dispatcher",
    "acceptance": "not-the-lead-agency",
    "answer": "not-an-active-spokesperson",
    "publication": "not-the-lead-agency",
}
"""How the asker is refused, who may see the question."""


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
    problem(asker, 403, REFUSED[act])
    assert asker.json()["possible"] == ["withdraw"]
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
    focal = await house.act(question, "answer", house.officer(), **body)
    problem(focal, 403, "not-an-active-spokesperson")
    assert "draft" in focal.json()["possible"]
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

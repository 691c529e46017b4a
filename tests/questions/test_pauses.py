"""Terms stand still for a reason beside the status, and go on with what was left, whoever has it then."""

from typing import Any

from services.questions.application.sweep import sweep_deadlines
from shared.contracts.questions import DeadlineRecomputed, QuestionPaused, QuestionResumed
from tests.questions.house import House, problem
from tests.questions.rules import hue

WHY = {"reason": "other_authority", "text": "Chờ kết luận của Thanh tra"}
ON = {"reason": "Đã có kết luận"}


async def accepted(house: House) -> dict[str, Any]:
    question = await house.ask(addressed_agency_id=str(house.agency))
    return await house.done(question, "acceptance", house.officer())


async def paused(house: House) -> dict[str, Any]:
    return await house.done(await accepted(house), "pauses", house.officer(), **WHY)


async def deadline(house: House, question: dict[str, Any], **query: str) -> dict[str, Any]:
    address = f"/questions/{question['id']}/deadline"
    found = await house.http.get(address, params=query, headers=house.reporter())
    return dict(found.json())


async def test_the_asker_and_outsiders_pause_nothing_and_a_reason_is_one_of_the_list(house: House) -> None:
    question = await accepted(house)
    problem(await house.act(question, "pauses", house.reporter(), **WHY), 403, "not-a-dispatcher")
    other = await house.act(question, "pauses", house.officer(house.other_agency), **WHY)
    problem(other, 404, "question-not-found")
    clarify = await house.act(question, "pauses", house.officer(), **{**WHY, "reason": "clarification"})
    problem(clarify, 400, "invalid-body", "reason")
    problem(await house.act(question, "resumptions", house.officer(), **ON), 409, "not-paused")
    assert [event for event in await house.told() if isinstance(event, QuestionPaused)] == []


async def test_a_reason_that_the_policy_does_not_name_is_refused(house: House) -> None:
    only = """UPDATE deadline_policies SET details = '{"pause_reasons": ["clarification"]}'"""
    await house.database.fetch(only)
    refused = await house.act(await accepted(house), "pauses", house.officer(), **WHY)
    problem(refused, 422, "pause-not-allowed", "reason")


async def test_what_is_paused_is_neither_judged_nor_paused_again(house: House) -> None:
    question = await house.done(await accepted(house), "points", house.officer(), points=["A?", "B?"])
    question = await house.done(question, "pauses", house.officer(), **WHY)
    answer = {"form": "BRIEFING", "body": "Có."}
    sent = {"number": 1, "agency_id": str(house.other_agency), "reason": "Thuộc nơi khác"}
    for act, who, body in (
        ("pauses", house.officer(), WHY),
        ("clarification-requests", house.officer(), {"text": "Cầu nào?"}),
        ("extension-requests", house.officer(), {"kind": "WORKING_DAYS", "amount": 1, "reason": "Chờ"}),
        ("point-transfers", house.officer(), sent),
        ("answer", house.speaker(), answer),
        ("refusal", house.speaker(), {"ground": "STATE_SECRET", "reason": "Mật"}),
    ):
        refused = await house.act(question, act, who, **body)
        problem(refused, 409, "question-paused")
        assert "resume" in refused.json()["possible"]


async def test_while_it_stands_nothing_is_overdue_and_then_the_rest_of_the_term_runs(house: House) -> None:
    question = await paused(house)
    before = question["due_at"]
    house.clock.set(hue("2026-10-05 09:00"))
    assert await sweep_deadlines(house.office.unit) == 0
    shown = await deadline(house, question, lang="en")
    assert shown["pause_reason"] == "other_authority"
    listed = await house.http.get("/questions?overdue=true", headers=house.dispatcher())
    assert listed.json()["items"] == []
    desk = await house.http.get("/desk", headers=house.officer())
    assert not {"overdue", "due_today"} & {each["task"] for each in desk.json()["tasks"] if each["count"]}
    question = await house.done(question, "resumptions", house.officer(), **ON)
    assert question["due_at"] > before
    assert question["overdue"] is False
    pausing, moved, resumed = (await house.told())[-3:]
    assert (type(pausing), type(moved), type(resumed)) == (
        QuestionPaused,
        DeadlineRecomputed,
        QuestionResumed,
    )
    assert isinstance(pausing, QuestionPaused)
    assert pausing.reason == "other_authority"
    versions = [event.aggregate_version for event in await house.told()]
    assert versions == list(range(1, len(versions) + 1))
    trace = "\n".join(step["text"] for step in (await deadline(house, question))["trace"])
    assert "cơ quan khác phải xử lý trước" in trace
    house.clock.set(hue("2026-10-30 09:00"))
    assert await sweep_deadlines(house.office.unit) == 2


async def test_a_pause_outlives_a_change_of_owner(house: House) -> None:
    question = await paused(house)
    sent = {"agency_id": str(house.other_agency)}
    question = await house.done(question, "routing", house.dispatcher(), **sent)
    house.clock.set(hue("2026-10-05 09:00"))
    assert await sweep_deadlines(house.office.unit) == 0
    problem(
        await house.act(question, "resumptions", house.officer(house.other_agency), **ON), 409, "wrong-status"
    )
    helper = house.officer(house.other_agency)
    question = await house.done(question, "acceptance", helper)
    question = await house.done(question, "resumptions", helper, **ON)
    assert question["due_at"] > "2026-10-06"


async def test_the_asker_reads_why_and_a_withdrawn_question_stands_for_nothing(house: House) -> None:
    question = await paused(house)
    case = (await house.http.get(f"/questions/{question['id']}/case", headers=house.reporter())).json()
    assert case["entries"][-1]["details"] == WHY
    question = await house.done(question, "withdrawal", house.reporter(), reason="Thôi")
    assert (question["status"], question["outcome"]) == ("closed", "withdrawn")
    rows = await house.database.fetch("SELECT paused_for FROM questions")
    assert [row["paused_for"] for row in rows] == [None]

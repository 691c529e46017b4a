"""The HTTP door: acts on the way to an answer, refusals first."""

from typing import Any

import pytest

from shared.contracts.questions import (
    ClarificationGiven,
    ClarificationRequested,
    DeadlineRecomputed,
    ExtensionGranted,
    ExtensionReversed,
    PointTransferred,
    QuestionBounced,
)
from shared.ids import uuid7
from tests.questions.house import House, MakeHouse, problem
from tests.questions.rules import hue

CASE = {"kind": "WORKING_DAYS", "amount": 2, "reason": "Chờ số liệu"}


async def accepted(house: House) -> dict[str, Any]:
    question = await house.ask(addressed_agency_id=str(house.agency))
    return await house.done(question, "acceptance", house.officer())


async def test_a_refusal_says_in_the_problem_document_what_is_possible_now(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    early = await house.act(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
    problem(early, 409, "wrong-status")
    assert early.json()["possible"] == ["list_points", "transfer_point", "accept", "bounce"]
    stale = await house.act({**question, "version": 1}, "acceptance", house.officer())
    assert "accept" in stale.json()["possible"]


async def test_who_may_not_speak_at_this_instant_is_not_told_that_he_could_answer(house: House) -> None:
    question = await accepted(house)
    impostor = house.officer(role="spokesperson")
    refused = await house.act(question, "answer", impostor, form="BRIEFING", body="Có.")
    problem(refused, 403, "not-an-active-spokesperson")
    address = f"/questions/{question['id']}/possible-acts"
    spoken = {"answer", "refuse", "send_holding_reply"}
    for headers, found in ((impostor, set()), (house.speaker(), spoken)):
        acts = (await house.http.get(address, headers=headers)).json()["acts"]
        assert spoken & set(acts) == found
    assert (set(refused.json()["possible"]) & spoken, "draft" in refused.json()["possible"]) == (set(), True)


async def test_who_has_no_part_in_a_question_is_told_so_and_nothing_is_possible(house: House) -> None:
    question = await accepted(house)
    overseer = house.issuer.bearer("auditor")
    refused = await house.act(question, "routing", overseer, agency_id=str(house.other_agency))
    problem(refused, 403, "not-a-dispatcher")
    assert "possible" not in refused.json()


async def test_while_the_asker_is_asked_the_clock_stands(house: House) -> None:
    question = await accepted(house)
    house.clock.set(hue("2026-09-22 09:00"))
    question = await house.done(question, "clarification-requests", house.speaker(), text="Cầu nào?")
    assert question["status"] == "clarification_requested"
    problem(
        await house.act(question, "answer", house.speaker(), form="BRIEFING", body="Có."), 409, "wrong-status"
    )
    problem(await house.act(question, "clarifications", house.officer(), text="A"), 403, "not-the-asker")
    house.clock.set(hue("2026-10-07 09:00"))
    question = await house.done(question, "clarifications", house.reporter(), text="Cầu Thuận An")
    assert (question["status"], question["overdue"]) == ("accepted", False)
    assert question["due_at"] > "2026-10-07"
    told = await house.told()
    kinds = [type(event) for event in told[3:]]
    assert kinds[0] is ClarificationRequested
    assert kinds[-2:] == [DeadlineRecomputed, ClarificationGiven]
    assert [event.aggregate_version for event in told] == list(range(1, len(told) + 1))


async def test_who_bounces_names_somebody_else_and_ioc_decides(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    why = {"reason": "Không thuộc thẩm quyền"}
    for agency, code in ((house.agency, "own-agency"), (uuid7(), "agency-unknown")):
        body = {**why, "responsible_agency_id": str(agency)}
        refused = await house.act(question, "bounces", house.officer(), **body)
        problem(refused, 422, code, "responsible_agency_id")
    body = {**why, "responsible_agency_id": str(house.other_agency)}
    question = await house.done(question, "bounces", house.officer(), **body)
    assert question["status"] == "bounced"
    bounced = (await house.told())[-1]
    assert isinstance(bounced, QuestionBounced)
    assert bounced.responsible_agency_id == house.other_agency
    question = await house.done(question, "routing", house.dispatcher(), agency_id=str(house.agency))
    assert question["status"] == "routed"


async def test_an_agency_that_was_asked_sees_the_question_and_contributes(house: House) -> None:
    question = await accepted(house)
    helper = house.officer(house.other_agency)
    problem(await house.act(question, "contributions", helper, text="Số liệu"), 404, "question-not-found")
    wanted = {"agency_id": str(house.other_agency), "text": "Cho số liệu"}
    question = await house.done(question, "contribution-requests", house.officer(), **wanted)
    question = await house.done(question, "contributions", helper, text="Số liệu")
    problem(await house.act(question, "drafts", helper, text="Tôi viết"), 403, "not-the-lead-agency")
    listed = (await house.http.get("/questions", headers=helper)).json()["items"]
    assert [each["id"] for each in listed] == [question["id"]]


async def test_the_clearance_goes_step_by_step_to_the_spokesperson(make_house: MakeHouse) -> None:
    house = make_house(CLEARANCE_STEPS="focal_officer,agency_head")
    await house.furnish()
    question = await accepted(house)
    said = {"form": "BRIEFING", "body": "Có."}
    head, officer = house.officer(role="agency_head"), house.officer()
    problem(await house.act(question, "answer", house.speaker(), **said), 409, "clearance-missing")
    question = await house.done(question, "drafts", officer, text="Dự thảo")
    question = await house.done(question, "clearance-requests", officer)
    problem(await house.act(question, "clearances", head), 403, "not-the-clearer")
    question = await house.done(question, "clearances", officer)
    question = await house.done(question, "clearance-refusals", head, reason="Thiếu số liệu")
    assert (question["status"], question["clearance"]) == ("drafting", ["focal_officer", "agency_head"])
    question = await house.done(question, "clearance-requests", officer)
    for who in (officer, head):
        question = await house.done(question, "clearances", who)
    assert question["clearance"] == []
    await house.done(question, "answer", house.speaker(), **said)
    await house.http.aclose()


async def test_each_point_is_answered_refused_or_transferred(house: House) -> None:
    question = await accepted(house)
    question = await house.done(question, "points", house.officer(), points=["Một?", "Hai?", "Ba?"])
    sent = {"number": 3, "agency_id": str(house.other_agency), "reason": "Việc của Sở khác"}
    question = await house.done(question, "point-transfers", house.dispatcher(), **sent)
    said = {"form": "BRIEFING", "body": "Trả lời chung."}
    one = {"number": 1, "outcome": "answered", "text": "Có."}
    two = {"number": 2, "outcome": "refused", "text": "Bí mật"}
    left = await house.act(question, "answer", house.speaker(), **said, points=[one])
    problem(left, 422, "points-left", "points")
    groundless = await house.act(question, "answer", house.speaker(), **said, points=[one, two])
    problem(groundless, 422, "ground-missing", "points")
    points = [one, {**two, "ground": "STATE_SECRET"}]
    answer = await house.done(question, "answer", house.speaker(), **said, points=points)
    assert [each["state"] for each in answer["points"]] == ["answered", "refused"]
    transferred = next(event for event in await house.told() if isinstance(event, PointTransferred))
    address = f"/questions/{transferred.new_question_id}"
    part = (await house.http.get(address, headers=house.officer(house.other_agency))).json()
    same = ("submitted_at", "due_at", "reporter_id")
    assert [part[name] for name in same] == [question[name] for name in same]
    assert (part["body"], part["status"], part["parent_id"]) == ("Ba?", "routed", question["id"])


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"until": "2026-09-20T00:00:00+07:00"}, 422, "extension-not-later"),
        ({"until": "2026-09-22T00:00:00+07:00"}, 422, "extension-not-later"),
        ({"kind": "WORKING_DAYS", "amount": 6}, 422, "extension-over-cap"),
        ({"until": "2027-01-22T00:00:00+07:00"}, 422, "extension-over-cap"),
        ({"kind": "WORKING_DAYS"}, 422, "extension-unclear"),
        (
            {"kind": "WORKING_DAYS", "amount": 1, "until": "2026-10-01T00:00:00+07:00"},
            422,
            "extension-unclear",
        ),
        ({}, 422, "extension-unclear"),
    ],
)
async def test_an_extension_that_cannot_be_is_refused(
    house: House, more: dict[str, object], status: int, code: str
) -> None:
    question = await accepted(house)
    refused = await house.act(question, "extension-requests", house.officer(), reason="Chờ", **more)
    problem(refused, status, code)


async def test_more_time_is_asked_once_decided_by_ioc_and_can_be_taken_back(house: House) -> None:
    question = await accepted(house)
    before = question["due_at"]
    early = await house.act(
        question, "extension-decisions", house.dispatcher(), granted=True, reason="Đồng ý"
    )
    problem(early, 409, "no-extension-pending")
    question = await house.done(question, "extension-requests", house.officer(), **CASE)
    problem(await house.act(question, "extension-requests", house.officer(), **CASE), 409, "extension-used")
    decision = {"granted": True, "reason": "Đồng ý"}
    problem(
        await house.act(question, "extension-decisions", house.officer(), **decision), 403, "not-a-dispatcher"
    )
    question = await house.done(question, "extension-decisions", house.dispatcher(), **decision)
    assert question["due_at"] > before
    granted = (await house.told())[-1]
    assert isinstance(granted, ExtensionGranted)
    assert granted.original_due_at.isoformat() == before.replace("Z", "+00:00")
    question = await house.done(question, "extension-reversals", house.dispatcher(), reason="Đã có số liệu")
    assert question["due_at"] == before
    assert isinstance((await house.told())[-1], ExtensionReversed)
    problem(await house.act(question, "extension-requests", house.officer(), **CASE), 409, "extension-used")


async def test_a_term_that_has_ended_is_not_extended(house: House) -> None:
    question = await accepted(house)
    house.clock.set(hue("2026-09-29 00:00"))
    late = await house.act(question, "extension-requests", house.officer(), **CASE)
    problem(late, 409, "extension-too-late")

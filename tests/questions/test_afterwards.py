"""The HTTP door: what is said in the end, publication, and what the asker does then; refusals first."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.questions.adapters.mirror import mirror_public
from services.questions.application.windows import end_windows
from shared.contracts.event import Event
from shared.contracts.identity import DelegationSigned, Matter
from shared.contracts.questions import (
    AnswerCorrected,
    AnswerPublished,
    PublicationScheduled,
    QuestionRefused,
    QuestionReopened,
)
from shared.ids import uuid7
from tests.questions.house import House, MakeHouse, problem
from tests.questions.rules import hue

SAID = {"form": "BRIEFING", "body": "Có."}


async def accepted(house: House) -> dict[str, Any]:
    question = await house.ask(addressed_agency_id=str(house.agency))
    return await house.done(question, "acceptance", house.officer())


async def closed(house: House) -> dict[str, Any]:
    """Answered; as the asker reads the question then."""
    answer = await house.answered()
    return await read(house, answer["question_id"], house.reporter())


async def read(house: House, question_id: str, who: dict[str, str]) -> dict[str, Any]:
    answer = await house.http.get(f"/questions/{question_id}", headers=who)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def last(told: list[Event], kind: type[Event]) -> Any:
    return next(event for event in reversed(told) if isinstance(event, kind))


async def test_whose_delegation_ended_a_minute_ago_answers_no_more(house: House) -> None:
    question, delegate = await accepted(house), uuid7()
    ends = hue("2026-09-22 08:00")
    signed = DelegationSigned(
        aggregate_version=1,
        delegation_id=uuid7(),
        delegator_id=uuid7(),
        account_id=delegate,
        agency_id=house.agency,
        full_name="Lê Minh Họa",
        position="Trưởng phòng",
        matter=Matter(kind="question", id=UUID(question["id"])),
        valid_from=hue("2026-09-21 08:00"),
        valid_to=ends,
    )
    await house.hear(signed)
    who = house.issuer.bearer("spokesperson", agency_id=house.agency, sub=delegate)
    house.clock.set(ends + timedelta(minutes=1))
    for act, body in (("answer", SAID), ("refusal", {"ground": "STATE_SECRET", "reason": "Mật"})):
        problem(await house.act(question, act, who, **body), 403, "not-an-active-spokesperson")
    house.clock.set(ends - timedelta(minutes=1))
    assert (await house.done(question, "answer", who, **SAID))["spokesperson_name"] == "Lê Minh Họa"


async def test_a_refusal_needs_its_ground_and_its_reason_and_is_told_with_its_times(house: House) -> None:
    question = await accepted(house)
    for body, field in (
        ({"reason": "Không"}, "ground"),
        ({"ground": "BUSY", "reason": "Bận"}, "ground"),
        ({"ground": "STATE_SECRET"}, "reason"),
    ):
        problem(await house.act(question, "refusal", house.speaker(), **body), 400, "invalid-body", field)
    why = {"ground": "INSPECTION_WITHOUT_CONCLUSION", "reason": "Chưa có kết luận thanh tra"}
    house.clock.set(hue("2026-09-29 08:00"))
    question = await house.done(question, "refusal", house.speaker(), **why)
    assert (question["status"], question["outcome"]) == ("closed", "refused")
    refused = last(await house.told(), QuestionRefused)
    assert (refused.on_time, refused.ground) == (False, why["ground"])
    assert why["reason"] not in str(await house.told())
    address = f"/questions/{question['id']}/refusal"
    assert (await house.http.get(address, headers=house.reporter())).json()["reason"] == why["reason"]
    problem(await house.http.get(address, headers=house.reporter(uuid7())), 404, "question-not-found")
    problem(await house.act(question, "publication", house.officer()), 409, "not-answered")


async def test_the_askers_newsroom_has_its_answer_alone_until_the_window_has_passed(
    make_house: MakeHouse,
) -> None:
    house = make_house(EXCLUSIVE_HOURS="24")
    await house.furnish()
    question = await closed(house)
    question = await house.done(question, "publication", house.officer())
    assert (question["publication"], question["published_at"]) == ("exclusive", None)
    assert isinstance((await house.told())[-1], PublicationScheduled)
    problem(await house.act(question, "publication", house.officer()), 409, "already-published")
    address = f"/questions/{question['id']}"
    house.clock.set(hue("2026-09-22 08:59"))
    assert await end_windows(house.office.unit) == 0
    problem(await house.http.get(address), 404, "question-not-found")
    house.clock.set(hue("2026-09-22 09:05"))
    assert (await end_windows(house.office.unit), await end_windows(house.office.unit)) == (1, 0)
    assert (await house.http.get(address)).json()["publication"] == "published"
    published = last(await house.told(), AnswerPublished)
    assert published.published_at == hue("2026-09-22 09:00")
    question = (await house.http.get(address, headers=house.reporter())).json()
    question = await house.done(question, "reopenings", house.reporter(), reason="Chưa rõ")
    question = await house.done(question, "acceptance", house.officer())
    await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Tháng 2 năm 2027.")
    question = (await house.http.get(address, headers=house.officer())).json()
    # What everybody has is not taken back for a window: the next round is public at once.
    assert (await house.done(question, "publication", house.officer()))["publication"] == "published"
    assert (await house.http.get(f"{address}/answer")).json()["body"] == "Tháng 2 năm 2027."
    await house.http.aclose()


async def test_a_correction_is_a_new_edition_and_a_published_answer_can_be_taken_back(house: House) -> None:
    question = await closed(house)
    new = {"body": "Tháng 1 năm 2027.", "reason": "Sai tháng"}
    problem(
        await house.act(question, "corrections", house.officer(), **new), 403, "not-an-active-spokesperson"
    )
    problem(
        await house.act(question, "publication-withdrawals", house.speaker(), reason="Sai"), 409, "not-public"
    )
    question = await house.done(question, "publication", house.officer())
    answer = await house.done(question, "corrections", house.speaker(), **new)
    assert (answer["edition"], answer["body"]) == (2, new["body"])
    shown = (await house.http.get(f"/questions/{question['id']}/answer")).json()
    assert (shown["body"], shown["content_hash"]) == (new["body"], answer["content_hash"])
    corrected = last(await house.told(), AnswerCorrected)
    assert (corrected.edition, corrected.public) == (2, True)
    await house.done(answer, "publication-withdrawals", house.speaker(), reason="Có sai sót")
    problem(await house.http.get(f"/questions/{question['id']}"), 404, "question-not-found")


async def test_what_did_not_answer_is_reopened_and_the_public_does_not_learn_of_it(house: House) -> None:
    question = await closed(house)
    published = await house.done(question, "publication", house.officer())
    await mirror_public(house.database)
    address = f"/questions/{question['id']}"
    before = (await house.http.get(address)).json()
    problem(
        await house.act(published, "reopenings", house.reporter(uuid7()), reason="A"), 403, "not-the-asker"
    )
    house.clock.set(hue("2026-09-24 09:00"))
    again = await house.done(published, "reopenings", house.reporter(), reason="Chưa trả lời ý hai")
    assert (again["status"], again["outcome"], again["round"]) == ("routed", "none", 2)
    assert again["due_at"] > before["due_at"]
    reopened = last(await house.told(), QuestionReopened)
    assert reopened.due_at.isoformat().replace("+00:00", "Z") == again["due_at"]
    after = (await house.http.get(address)).json()
    assert {name for name in after if after[name] != before[name]} <= {"version"}
    open_ones = (await house.http.get("/questions", params={"status": "routed"})).json()["items"]
    assert open_ones == []
    again = await house.done(again, "acceptance", house.officer())
    second = await house.done(again, "answer", house.speaker(), form="BRIEFING", body="Ý hai: có.")
    assert second["round"] == 2
    assert (await house.http.get(f"{address}/answer")).json()["round"] == 1
    await house.done(second, "publication", house.officer())
    assert (await house.http.get(f"{address}/answer")).json()["body"] == "Ý hai: có."


async def test_the_asker_asks_on_without_limit(house: House) -> None:
    question = await closed(house)
    more = {"title": "Còn cầu phụ?", "body": "Bao giờ xong?"}
    problem(await house.act(question, "follow-ups", house.officer(), **more), 403, "not-the-asker")
    for number in range(1, 25):
        asked = await house.done(
            {**question, "version": question["version"]}, "follow-ups", house.reporter(), **more
        )
        question = await read(house, question["id"], house.reporter())
        assert (asked["parent_id"], asked["status"], asked["version"]) == (question["id"], "routed", 2), (
            number
        )
    assert (await house.ask())["parent_id"] is None


async def test_a_repeated_key_asks_on_only_once(house: House) -> None:
    question = await closed(house)
    headers = {
        **house.reporter(),
        "If-Match": f'"{question["version"]}"',
        "Idempotency-Key": "hỏi-1".encode().hex(),
    }
    address, body = f"/questions/{question['id']}/follow-ups", {"title": "Còn?", "body": "Bao giờ?"}
    first, second = [await house.http.post(address, json=body, headers=headers) for _ in range(2)]
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert await house.stored() == 2


async def test_ratings_are_given_once_in_confidence_and_read_only_in_sums_of_five(house: House) -> None:
    question = await closed(house)
    rating = {"level": "UNSATISFIED", "comment": "Không đúng ý"}
    problem(await house.act(question, "ratings", house.officer(), **rating), 403, "not-the-asker")
    question = await house.done(question, "ratings", house.reporter(), **rating)
    problem(await house.act(question, "ratings", house.reporter(), **rating), 409, "already-rated")
    case = (await house.http.get(f"/questions/{question['id']}/case", headers=house.officer())).json()
    assert "rate" not in [entry["act"] for entry in case["entries"]]
    sums = {"agency_id": str(house.agency)}
    alone = await house.http.get("/ratings", headers=house.officer(), params=sums)
    assert alone.json()["ratings"] is None
    problem(
        await house.http.get("/ratings", headers=house.officer(uuid7()), params=sums), 403, "not-your-ratings"
    )
    for _ in range(4):
        await house.done(await closed(house), "ratings", house.reporter(), level="SATISFIED")
    together = (await house.http.get("/ratings", headers=house.officer(), params=sums)).json()["ratings"]
    assert together == {"SATISFIED": 4, "ACCEPTABLE": 0, "UNSATISFIED": 1}


async def test_a_duplicate_is_merged_by_ioc_and_a_question_is_withdrawn_by_its_asker(house: House) -> None:
    first, second = await house.ask(), await house.ask()
    itself = await house.act(first, "merger", house.dispatcher(), question_id=first["id"], reason="Trùng")
    unknown = await house.act(first, "merger", house.dispatcher(), question_id=str(uuid7()), reason="Trùng")
    for refused in (itself, unknown):
        problem(refused, 422, "cannot-merge", "question_id")
    done = await house.done(second, "merger", house.dispatcher(), question_id=first["id"], reason="Trùng")
    assert (done["status"], done["outcome"]) == ("closed", "merged")
    problem(
        await house.act(done, "reopenings", house.reporter(), reason="Không trùng"), 409, "nothing-decided"
    )
    problem(await house.act(first, "withdrawal", house.dispatcher(), reason="Thôi"), 403, "not-the-asker")
    gone = await house.done(first, "withdrawal", house.reporter(), reason="Đã rõ")
    assert (gone["status"], gone["outcome"]) == ("closed", "withdrawn")


async def test_the_file_shows_the_asker_what_was_said_to_him_and_no_draft(house: House) -> None:
    question = await accepted(house)
    question = await house.done(question, "drafts", house.officer(), text="Dự thảo mật")
    question = await house.done(question, "holding-replies", house.speaker(), text="Đang chờ số liệu")
    address = f"/questions/{question['id']}"
    asker = (await house.http.get(f"{address}/case", headers=house.reporter())).json()["entries"]
    agency = (await house.http.get(f"{address}/case", headers=house.officer())).json()["entries"]
    assert [entry["act"] for entry in asker] == ["accept", "send_holding_reply"]
    assert asker[1]["details"] == {"text": "Đang chờ số liệu"}
    assert [entry["act"] for entry in agency] == ["accept", "draft", "send_holding_reply"]
    possible = (await house.http.get(f"{address}/possible-acts", headers=house.reporter())).json()
    assert possible["acts"] == ["withdraw"]
    assert "Dự thảo mật" not in str(await house.told())

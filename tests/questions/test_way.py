"""The HTTP door: a question's way, as its people see it and as the bus is told."""

from shared.contracts.questions import (
    AnswerPublished,
    AnswerReleased,
    DeadlineBreached,
    QuestionAccepted,
    QuestionRouted,
    QuestionSubmitted,
)
from tests.questions.house import TEXT, House, problem
from tests.questions.rules import hue

WAY = [
    QuestionSubmitted,
    QuestionRouted,
    QuestionRouted,
    QuestionAccepted,
    AnswerReleased,
    AnswerPublished,
]


async def test_a_question_goes_its_whole_way(house: House) -> None:
    question = await house.ask()
    assert (question["status"], question["due_at"]) == ("submitted", "2026-09-28T17:00:00Z")
    question = await house.done(question, "routing", house.dispatcher(), agency_id=str(house.other_agency))
    question = await house.done(question, "routing", house.dispatcher(), agency_id=str(house.agency))
    house.clock.set(hue("2026-09-21 14:00"))
    question = await house.done(question, "acceptance", house.officer())
    house.clock.set(hue("2026-09-22 08:00"))
    answer = await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
    assert (answer["on_time"], answer["office_minutes"]) == (True, 150 + 240 + 30)
    published = await house.done(answer, "publication", house.dispatcher())
    fields = [published[name] for name in ("status", "outcome", "publication")]
    assert fields == ["closed", "answered", "published"]
    told = await house.told()
    assert [type(event) for event in told] == WAY
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

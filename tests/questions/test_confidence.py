"""What somebody outside could find out by guessing, by leaving out, or by what a public thing points to."""

from shared.ids import uuid7
from tests.questions.house import House, problem
from tests.questions.site import public_answer

MORE = {"title": "Còn cầu phụ?", "body": "Bao giờ xong?"}


async def test_a_guess_at_the_version_tells_nobody_what_goes_on_in_confidence(house: House) -> None:
    question = await public_answer(house)
    question = await house.done(question, "reopenings", house.reporter(), reason="Chưa rõ")
    stranger = house.reporter(uuid7(), uuid7())
    for version in range(1, question["version"] + 2):
        guess = await house.act({**question, "version": version}, "withdrawal", stranger, reason="Đoán")
        problem(guess, 403, "not-the-asker")
    stale = await house.act({**question, "version": 1}, "withdrawal", house.reporter(), reason="Thôi")
    problem(stale, 412, "stale-version")


async def test_a_public_follow_up_does_not_tell_of_the_question_before_unless_that_is_public(
    house: House,
) -> None:
    first = await house.ask(addressed_agency_id=str(house.agency))
    first = await house.done(first, "acceptance", house.officer())
    first = await house.done(first, "refusal", house.speaker(), ground="STATE_SECRET", reason="Mật")
    for before, shown in ((first, None), (public := await public_answer(house), public["id"])):
        next_one = await house.done(before, "follow-ups", house.reporter(), **MORE)
        next_one = await house.done(next_one, "acceptance", house.officer())
        answer = await house.done(next_one, "answer", house.speaker(), form="BRIEFING", body="Có.")
        await house.done(answer, "publication", house.officer())
        address = f"/questions/{next_one['id']}"
        assert (await house.http.get(address)).json()["parent_id"] == shown
        listed = (await house.http.get("/questions")).json()["items"]
        assert [one["parent_id"] for one in listed if one["id"] == next_one["id"]] == [shown]
        inside = (await house.http.get(address, headers=house.reporter())).json()
        assert inside["parent_id"] == before["id"]

"""What routing suggestions unlearn, and texts that no index takes."""

from services.questions.adapters.search import index_texts
from tests.questions.house import House
from tests.questions.rules import hue
from tests.questions.test_advice import HOSPITAL, ROAD, read


async def learned(house: House, question: dict[str, str]) -> int:
    """How many accepted questions the suggestions rest on."""
    return int(
        (await read(house, question, "routing-suggestions", house.dispatcher())).json()["learned_from"]
    )


async def test_an_older_acceptance_that_is_taken_back_is_unlearnt_at_once(house: House) -> None:
    accepted = []
    for hour, text in (("09:00", HOSPITAL), ("10:00", ROAD)):
        house.clock.set(hue(f"2026-09-21 {hour}"))
        question = await house.ask(addressed_agency_id=str(house.agency), **text)
        accepted.append(await house.done(question, "acceptance", house.officer()))
    new = await house.ask(**HOSPITAL)
    assert await learned(house, new) == 2
    await house.done(accepted[0], "routing", house.dispatcher(), agency_id=str(house.other_agency))
    assert await learned(house, new) == 1


async def test_a_word_longer_than_any_index_takes_does_not_stop_a_search_for_similar_ones(
    house: House,
) -> None:
    endless = {**ROAD, "body": f"{ROAD['body']} {'ê' * 1_500} {'x' * 19_000}"[:20_000]}
    one, two = await house.ask(**endless), await house.ask(**ROAD)
    for _ in range(2):
        answer = await read(house, one, "similar", house.dispatcher())
        assert answer.status_code == 200, answer.text
        assert [each["question"]["id"] for each in answer.json()["similar"]] == [two["id"]]
        await index_texts(house.database)

"""Hot topics: what counts as rising, who sees small groups, and what a text is about."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.questions.adapters.desk.topics import TopicNotes, Vocabulary
from services.questions.adapters.search import index_texts
from services.questions.application.desk.ports import AgencyProfile
from services.questions.domain.topics import Topic, TopicKind, hot
from shared.contracts.identity import Responsibility
from shared.ids import uuid7
from tests.questions.house import Headers, House, problem
from tests.questions.test_advice import told

WASTE = {"title": "Rác thải ùn ứ", "body": "Rác thải ùn ứ, bao giờ thu gom?"}


def topic(now: int, *before: int, newsrooms: int = 9) -> Topic:
    return Topic(TopicKind.MATTER, f"{now}/{before}", now, before, newsrooms)


@pytest.mark.parametrize(
    ("counts", "rising"),
    [
        ((2, 0, 0, 0, 0), False),
        ((3, 0, 0, 0, 0), True),
        ((3, 2, 2, 1, 2), False),
        ((4, 2, 2, 2, 2), True),
        ((9, 5, 5, 5, 5), False),
        ((0, 9, 9, 9, 9), False),
    ],
)
def test_a_topic_rises_when_there_are_some_and_twice_as_many_as_before(
    counts: tuple[int, ...], rising: bool
) -> None:
    assert topic(*counts).is_rising is rising


def test_small_groups_are_for_those_who_see_every_question_anyway() -> None:
    few, one_newsroom, many = topic(4, 0), topic(8, 0, newsrooms=2), topic(6, 0)
    assert hot([few, one_newsroom, many], with_small=False) == [many]
    assert hot([few, one_newsroom, many], with_small=True) == [one_newsroom, many, few]


def test_a_text_is_about_the_longest_phrase_that_it_names() -> None:
    profiles = [
        AgencyProfile(
            agency_id=UUID(int=1),
            name="UBND phường Vỹ Dạ",
            level="COMMUNE",
            responsibilities=(Responsibility(field="phường vỹ dạ"), Responsibility(field="môi trường")),
        ),
        AgencyProfile(
            agency_id=UUID(int=2),
            name="Sở Môi trường",
            level="DEPARTMENT",
            responsibilities=(
                Responsibility(field="vệ sinh môi trường", keywords=("rác thải",)),
                Responsibility(field="môi trường"),
            ),
        ),
    ]
    known = Vocabulary(profiles)
    assert known.topics("Ô nhiễm MÔI TRƯỜNG") == {(TopicKind.MATTER, "môi trường")}
    assert known.topics("vệ sinh môi trường") == {(TopicKind.MATTER, "vệ sinh môi trường")}
    assert known.topics("Rac thai o phuong Vy Da") == {
        (TopicKind.MATTER, "vệ sinh môi trường"),
        (TopicKind.AREA, "phường Vỹ Dạ"),
    }
    assert known.topics("Không gì cả") == set()


def test_a_phrase_of_many_words_is_named_too() -> None:
    field = "cấp giấy chứng nhận quyền sử dụng đất lần đầu"
    agency = AgencyProfile(
        agency_id=UUID(int=1), name="Sở", level="DEPARTMENT", responsibilities=(Responsibility(field=field),)
    )
    assert Vocabulary([agency]).topics(f"Việc {field} chậm") == {(TopicKind.MATTER, field)}


async def asked_by(house: House, newsrooms: int, times: int) -> None:
    await house.database.fetch("UPDATE deadline_policies SET questions_per_day = 50")
    for number in range(newsrooms):
        reporter, newsroom = uuid7(), UUID(int=900 + number)
        await house.database.fetch("INSERT INTO reporters VALUES ($1, $2, true, 1)", reporter, newsroom)
        for _ in range(times):
            who = house.reporter(reporter, newsroom)
            assert (await house.http.post("/questions", json=WASTE, headers=who)).status_code == 201
    await index_texts(house.database, TopicNotes(house.database, house.clock))


async def seen(house: House, who: Headers) -> list[tuple[str, int, list[int]]]:
    answer = await house.http.get("/hot-topics", headers=who)
    assert answer.status_code == 200, answer.text
    return [(each["name"], each["this_week"], each["before"]) for each in answer.json()["topics"]]


async def test_rising_questions_are_shown_with_their_counts_and_small_groups_only_to_leaders(
    house: House,
) -> None:
    problem(await house.http.get("/hot-topics", headers=house.reporter()), 403, "forbidden")
    await told(house, house.agency, "Sở Môi trường", "rác thải")
    await asked_by(house, newsrooms=1, times=1)
    house.clock.set(house.clock.now() + timedelta(days=8))
    await asked_by(house, newsrooms=2, times=2)
    leader, agency = house.issuer.bearer("leader"), house.officer()
    assert await seen(house, leader) == [("rác thải", 4, [1, 0, 0, 0])]
    assert await seen(house, house.dispatcher()) == await seen(house, leader)
    assert await seen(house, agency) == []
    await asked_by(house, newsrooms=3, times=1)
    assert await seen(house, agency) == [("rác thải", 7, [1, 0, 0, 0])]
    house.clock.set(house.clock.now() + timedelta(days=8))
    assert await seen(house, leader) == []


async def test_a_text_is_noted_once_however_often_the_indexer_runs(
    house: House,
) -> None:
    await told(house, house.agency, "Sở Môi trường", "rác thải")
    await asked_by(house, newsrooms=1, times=3)
    await index_texts(house.database, TopicNotes(house.database, house.clock))
    rows = await house.database.fetch("SELECT count(*) AS n FROM question_topics")
    assert rows[0]["n"] == 3

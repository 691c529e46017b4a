"""Inner terms on the ways back: a question that is reopened, a point that waits for its routing."""

from typing import Any

import msgspec
import pytest

from services.questions.application.sweep import sweep_deadlines
from services.questions.domain.clock import derive
from services.questions.domain.terms import TargetKind
from services.questions.entrypoints.seed import SeedFile, load
from shared.contracts.questions import PointTransferred, TargetBreached
from tests.questions.histories import accepted, answered, of, reopened, routed
from tests.questions.house import House, MakeHouse
from tests.questions.rules import hue, hue_calendar
from tests.questions.strict import POLICY
from tests.questions.test_clock import ALL_TARGETS


@pytest.fixture
async def strict(make_house: MakeHouse) -> House:
    """A house whose policy has terms to route and to accept."""
    made = make_house()
    await made.furnish()
    await load(msgspec.convert(POLICY, SeedFile), made.database)
    return made


async def breaches(house: House, at: str) -> list[tuple[str, object]]:
    """What the sweep tells late by then, with whom."""
    before = len(await house.told())
    house.clock.set(hue(at))
    await sweep_deadlines(house.office.unit)
    events = (await house.told())[before:]
    return [(one.target, one.agency_id) for one in events if isinstance(one, TargetBreached)]


async def with_a_point_sent(house: House, who: Any) -> tuple[dict[str, Any], str]:
    """An accepted question, one point of which another agency shall have; and the new question's id."""
    question = await house.ask(addressed_agency_id=str(house.agency))
    question = await house.done(question, "acceptance", house.officer())
    question = await house.done(question, "points", house.officer(), points=["Bao giờ?", "Ai đền bù?"])
    where = {"number": 2, "agency_id": str(house.other_agency), "reason": "Thuộc nơi khác"}
    question = await house.done(question, "point-transfers", who, **where)
    [sent] = [one for one in await house.told() if isinstance(one, PointTransferred)]
    return question, str(sent.new_question_id)


def test_a_reopened_question_must_be_accepted_in_time_before_it_is_drafted() -> None:
    history = of(
        "2026-11-16 09:00",
        routed("2026-11-16 10:00"),
        accepted("2026-11-16 14:00"),
        answered("2026-11-17 10:00"),
        reopened("2026-11-18 09:00"),
    )
    clock = derive(history, ALL_TARGETS, hue_calendar())
    found = {each.kind: (each.due_at, each.runs) for each in clock.targets if each.runs}
    assert found == {
        TargetKind.ACCEPT: (hue("2026-11-19 09:00"), True),
        TargetKind.ANSWER: (hue("2026-11-27"), True),
    }
    again = derive((*history, accepted("2026-11-18 10:00")), ALL_TARGETS, hue_calendar())
    assert {each.kind for each in again.targets if each.runs} == {TargetKind.DRAFT, TargetKind.ANSWER}


async def test_who_does_not_accept_a_reopened_question_is_told_late(strict: House) -> None:
    question = await strict.answered()
    await strict.done(question, "reopenings", strict.reporter(), reason="Chưa rõ")
    assert await breaches(strict, "2026-09-22 10:00") == [("accept", strict.agency)]


async def test_a_point_that_an_agency_sends_on_is_to_be_routed_in_time_by_the_desk(strict: House) -> None:
    _, child = await with_a_point_sent(strict, strict.officer())
    assert await breaches(strict, "2026-09-21 15:01") == [("triage", None)]
    view = await strict.http.get(f"/questions/{child}/deadline", headers=strict.dispatcher())
    assert view.json()["held"] == [{"agency_id": None, "office_minutes": 241}]


async def test_a_point_that_the_desk_sends_is_to_be_accepted_by_its_new_agency(strict: House) -> None:
    await with_a_point_sent(strict, strict.dispatcher())
    assert await breaches(strict, "2026-09-22 10:00") == [("accept", strict.other_agency)]

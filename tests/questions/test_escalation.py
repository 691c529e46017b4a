"""Inner terms and the ladder: each step told once, to a superior by name, in office hours."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

import msgspec
import pytest

from services.questions.application.sweep import sweep_deadlines
from services.questions.domain.escalation import EscalationRule, Rung, ladder
from services.questions.domain.terms import TargetKind
from services.questions.entrypoints.seed import SeedFile, load
from shared.contracts.event import Event
from shared.contracts.identity import AgencyRegistered, SpokespersonAssigned
from shared.contracts.questions import (
    DeadlineBreached,
    EscalationRightAccrued,
    QuestionEscalated,
    TargetApproaching,
    TargetBreached,
)
from shared.ids import uuid7
from tests.questions.house import ASKED, House, MakeHouse
from tests.questions.rules import hue, hue_calendar
from tests.questions.strict import BASIS, POLICY

DUE = hue("2026-09-29 00:00")


@pytest.fixture
async def strict(make_house: MakeHouse) -> House:
    """A house whose policy has inner terms and a ladder."""
    made = make_house()
    await made.furnish()
    await load(msgspec.convert(POLICY, SeedFile), made.database)
    return made


async def swept(house: House, at: datetime) -> list[Event]:
    """What the sweep tells at the instant."""
    before = len(await house.told())
    house.clock.set(at)
    await sweep_deadlines(house.office.unit)
    return (await house.told())[before:]


def names(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


async def head_of(house: House, agency: AgencyRegistered, name: str) -> None:
    """The agency, with its head by name."""
    await house.hear(agency)
    assigned = msgspec.structs.replace(
        house.assigned(spokesperson_id=uuid7()),
        agency_id=agency.agency_id,
        account_id=uuid7(),
        kind="HEAD",
        full_name=name,
    )
    assert isinstance(assigned, SpokespersonAssigned)
    await house.hear(assigned)


async def test_a_ladder_that_goes_down_in_time_is_refused() -> None:
    with pytest.raises(ValueError, match="in order"):
        EscalationRule(rungs=(Rung(8, 1), Rung(4, 2)))


async def test_superiors_hear_of_it_in_office_hours_only() -> None:
    rule = EscalationRule((Rung(0, 0), Rung(8, 1), Rung(16, 2)))
    late_from = hue("2026-11-21 00:00")
    assert ladder(late_from, rule, hue_calendar()) == [
        hue("2026-11-23 07:30"),
        hue("2026-11-25 07:30"),
        hue("2026-11-26 07:30"),
    ]


async def test_an_unrouted_question_is_warned_of_and_told_late_to_route_once(strict: House) -> None:
    await strict.ask()
    assert names(await swept(strict, ASKED + timedelta(hours=1))) == []
    [warning] = await swept(strict, hue("2026-09-21 14:00"))
    assert isinstance(warning, TargetApproaching)
    assert (warning.target, warning.due_at) == ("triage", hue("2026-09-21 15:00"))
    assert await swept(strict, hue("2026-09-21 15:00")) == []
    [breach] = await swept(strict, hue("2026-09-21 15:01"))
    assert isinstance(breach, TargetBreached)
    assert await swept(strict, hue("2026-09-22 09:00")) == []


async def test_routing_in_time_ends_the_triage_and_begins_the_acceptance(strict: House) -> None:
    question = await strict.ask()
    await strict.done(question, "routing", strict.dispatcher(), agency_id=str(strict.agency))
    told = await swept(strict, hue("2026-09-22 16:00"))
    accept = [one for one in told if isinstance(one, TargetApproaching | TargetBreached)]
    assert [(type(one), one.target) for one in accept] == [
        (TargetApproaching, TargetKind.ACCEPT.value),
        (TargetBreached, TargetKind.ACCEPT.value),
    ]


async def test_a_late_answer_gives_the_newsroom_its_right_and_goes_up_to_the_heads_by_name(
    strict: House,
) -> None:
    city = AgencyRegistered(
        aggregate_version=1,
        agency_id=uuid7(),
        code="H57",
        name="UBND",
        level="PROVINCE",
        parent_id=None,
        fields=(),
    )
    ours = msgspec.structs.replace(
        city,
        aggregate_version=9,
        agency_id=strict.agency,
        code="H57.12",
        level="DEPARTMENT",
        parent_id=city.agency_id,
    )
    await head_of(strict, city, "Nguyễn Văn Minh Họa")
    await head_of(strict, ours, "Lê Thị Minh Họa")
    question = await strict.ask(addressed_agency_id=str(strict.agency))
    await strict.done(question, "acceptance", strict.officer())
    at_midnight = await swept(strict, DUE)
    assert names(at_midnight)[-2:] == ["DeadlineBreached", "EscalationRightAccrued"]
    right = at_midnight[-1]
    assert isinstance(right, EscalationRightAccrued)
    assert (right.press_agency_id, right.accrued_at, right.legal_basis) == (strict.newsroom, DUE, BASIS)
    [first] = await swept(strict, hue("2026-09-29 07:30"))
    [second] = await swept(strict, hue("2026-09-30 07:30"))
    assert isinstance(first, QuestionEscalated)
    assert isinstance(second, QuestionEscalated)
    assert (first.level, first.superior_agency_id) == (0, strict.agency)
    assert (second.level, second.superior_agency_id) == (1, city.agency_id)
    assert second.superior_account_id is not None
    address = f"/questions/{question['question_id' if 'question_id' in question else 'id']}/deadline"
    view = (await strict.http.get(address, headers=strict.dispatcher())).json()
    assert [each["full_name"] for each in view["escalations"]] == ["Lê Thị Minh Họa", "Nguyễn Văn Minh Họa"]
    assert (await strict.http.get(address, headers=strict.reporter())).json()["escalations"] == []
    versions = [one.aggregate_version for one in await strict.told()]
    assert versions == list(range(1, len(versions) + 1))


async def test_who_is_above_is_what_the_latest_version_says_in_whatever_order_and_how_often(
    strict: House,
) -> None:
    below, older, newer = uuid7(), uuid7(), uuid7()
    first = AgencyRegistered(
        aggregate_version=1,
        agency_id=below,
        code="H57.99",
        name="Phòng",
        level="OFFICE",
        parent_id=older,
        fields=(),
    )
    second = msgspec.structs.replace(first, aggregate_version=2, parent_id=newer)
    cause = uuid7()
    for event in (second, first):
        await strict.hear(event, cause)
        assert not await strict.hear(event, cause)
        await strict.hear(event)
        cause = uuid7()
    async with strict.office.unit() as uow:
        assert (await uow.hierarchy.superior(below, 1, ASKED)).agency_id == newer
        assert (await uow.hierarchy.superior(below, 9, ASKED)).agency_id == newer


async def test_where_nobody_is_named_the_gap_shows(strict: House) -> None:
    await strict.ask(addressed_agency_id=str(strict.agency))
    told = await swept(strict, hue("2026-09-29 07:30"))
    escalated = told[-1]
    assert isinstance(escalated, QuestionEscalated)
    assert (escalated.superior_agency_id, escalated.superior_account_id) == (strict.agency, None)


async def test_an_answer_ends_the_ladder(strict: House) -> None:
    question = await strict.ask(addressed_agency_id=str(strict.agency))
    question = await strict.done(question, "acceptance", strict.officer())
    await swept(strict, hue("2026-09-29 07:30"))
    stored = await strict.database.fetch("SELECT version FROM questions")
    question = {**question, "version": stored[0]["version"]}
    await strict.done(question, "answer", strict.speaker(), form="BRIEFING", body="Muộn.")
    assert names(await swept(strict, hue("2026-10-05 09:00"))) == []


async def test_three_workers_at_once_tell_each_step_once(strict: House) -> None:
    for _ in range(60):
        await strict.ask()
    strict.clock.set(hue("2026-09-30 07:30"))
    for _ in range(2):
        await asyncio.gather(*(sweep_deadlines(strict.office.unit, batch=7) for _ in range(3)))
    counted = Counter(
        (event.aggregate_id, type(event), getattr(event, "level", None))
        for event in await strict.told()
        if isinstance(event, DeadlineBreached | EscalationRightAccrued | QuestionEscalated | TargetBreached)
    )
    assert len(counted) == 60 * 5
    assert set(counted.values()) == {1}

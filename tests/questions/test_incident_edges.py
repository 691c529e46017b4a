"""Incidents at the edges: instants that no calendar has, acts recorded after the fact."""

import pytest

from shared.contracts.questions.incidents import IncidentBreached, IncidentDueSoon
from tests.questions.house import House, problem
from tests.questions.rules import hue
from tests.questions.test_incidents import STATEMENT, act, head_of, opened, received, sweep, told


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("0001-01-01T00:00:00+07:00", "act-too-long-ago"),
        ("9999-12-31T23:59:59-07:00", "act-in-the-future"),
    ],
)
async def test_an_instant_at_the_end_of_the_calendar_is_refused(house: House, at: str, code: str) -> None:
    incident = await opened(house)
    for what in ("receipt", "impact"):
        problem(await act(house, incident, what, head_of(house), at=at), 400, code, "at")
    known = await received(house)
    again = await act(house, known, "act-corrections", head_of(house), act="receipt", at=at, reason="Nhầm")
    problem(again, 400, code, "at")


async def test_an_act_recorded_after_the_statement_does_not_measure_it_again(house: House) -> None:
    incident = await opened(house)
    assert (await act(house, incident, "statement", house.speaker(), **STATEMENT)).json()["on_time"] is None
    stated = {**incident, "version": 2}
    recorded = await act(house, stated, "receipt", head_of(house), at="2026-09-01T09:00:00+07:00")
    view = recorded.json()
    assert view["received_and_handled_at"] == "2026-09-01T02:00:00Z"
    assert (view["due_at"], view["on_time"], view["overdue"]) == (None, None, False)


async def test_who_is_late_already_is_not_told_that_hours_are_left(house: House) -> None:
    incident = await opened(house)
    house.clock.set(hue("2026-09-25 09:00"))
    assert (await act(house, incident, "receipt", head_of(house), at="2026-09-21T09:00:00+07:00")).is_success
    assert await sweep(house) == 1
    assert await told(house, IncidentDueSoon) == []
    assert len(await told(house, IncidentBreached)) == 1

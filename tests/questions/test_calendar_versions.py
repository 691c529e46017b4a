"""Versions of the calendar beside one another: decided back, corrected for a year, at its end."""

import logging
from datetime import date
from typing import Any

import msgspec
import pytest

from services.questions.adapters.holiday_calendar import OverrideSource
from services.questions.application.rederiving import rederive
from services.questions.entrypoints.seed import SeedFile, load
from tests.questions.house import House
from tests.questions.rules import hue
from tests.questions.test_calendar_change import DUE, STORM, change, version
from tests.questions.test_years import YEARS, only


def with_storm(file: SeedFile) -> SeedFile:
    """The same year with one more day off."""
    off = OverrideSource(day=date(2026, 9, 23), kind="OFF", document="99/CĐ-UBND", names={})
    assert file.calendar is not None
    return SeedFile(calendar=msgspec.structs.replace(file.calendar, overrides=(off,)))


async def stored(house: House) -> dict[str, Any]:
    """The one question's term."""
    [row] = await house.database.fetch("SELECT due_at, calendar_version FROM questions")
    return dict(row.items())


async def test_a_decision_that_is_taken_back_is_in_force_again(house: House) -> None:
    await house.ask()
    first = (await change(house, STORM)).json()["version"]
    morning = {"kind": "SHORTENED", "hours": [{"start": "07:30:00", "end": "11:30:00"}]}
    assert (await change(house, {**STORM, **morning})).json()["version"] != first
    await rederive(house.office.unit)
    assert (await stored(house))["due_at"] == DUE
    assert (await change(house, STORM)).json()["version"] == first
    assert await version(house) == first
    await rederive(house.office.unit)
    assert await stored(house) == {"due_at": hue("2026-09-30"), "calendar_version": first}


async def test_next_years_calendar_is_not_tried_on_this_years_questions(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await only(house, YEARS[2026], YEARS[2027])
    await house.ask()
    with caplog.at_level(logging.WARNING):
        assert await rederive(house.office.unit) == 0
    assert caplog.records == []


async def test_a_corrected_year_reaches_its_questions_though_the_next_year_is_newer(house: House) -> None:
    await only(house, YEARS[2026])
    await house.ask()
    for file in (with_storm(YEARS[2026]), YEARS[2027]):
        await load(file, house.database)
    assert await rederive(house.office.unit) == 1
    assert (await stored(house))["due_at"] == hue("2026-09-30")


async def test_officials_see_who_holds_what_came_in_under_last_years_calendar(house: House) -> None:
    await only(house, YEARS[2026])
    house.clock.set(hue("2026-12-21 09:00"))
    question = await house.ask(addressed_agency_id=str(house.agency))
    house.clock.set(hue("2027-01-04 09:00"))
    await load(YEARS[2027], house.database)
    view = await house.http.get(f"/questions/{question['id']}/deadline", headers=house.officer())
    assert view.status_code == 200, view.text
    days = 9  # from Monday 21 to Thursday 31 December, the first from 09:00 on
    minutes = days * 480 - 90 + 90
    assert view.json()["held"] == [{"agency_id": str(house.agency), "office_minutes": minutes}]


async def test_the_calendar_shows_office_hours_by_season_and_what_is_different_for_an_agency(
    house: House,
) -> None:
    answer = await change(house, {**STORM, "agency_id": str(house.agency)})
    assert answer.status_code == 201, answer.text
    seen = {"first_day": "2026-09-20", "agency_id": str(house.agency)}
    views = [
        (await house.http.get("/calendars/current", params=params)).json()
        for params in (seen, {**seen, "agency_id": str(house.other_agency)})
    ]
    assert ["2026-09-23" in {day["day"] for day in view["days"]} for view in views] == [True, False]
    assert [view["version"] for view in views] == [answer.json()["version"]] * 2
    summer, winter = views[0]["office_hours"][:2]
    assert (summer["last"], summer["hours"][1]["start"]) == ("2026-09-30", "13:30")
    assert (winter["first"], winter["hours"][1]["start"]) == ("2026-10-01", "13:00")

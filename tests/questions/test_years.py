"""Calendars that follow one another, one for each year."""

from datetime import date

import msgspec
import pytest

from services.questions.domain.errors import CalendarTooShort
from services.questions.domain.office_time import office_minutes
from services.questions.entrypoints.seed import SeedFile, load
from shared.persistence import Database
from shared.persistence.migrations import migrate
from tests.empty import empty_database
from tests.questions.house import TEXT, House, problem
from tests.questions.rules import SEEDS, hue, hue_calendar
from tests.settings import Reachable

ASKED, ANSWERED = hue("2026-12-21 09:00"), hue("2027-01-05 09:00")
SPOKEN = {"form": "BRIEFING", "body": "Có."}


def calendar_of(first: date, last: date) -> SeedFile:
    """The calendar of the local stack, cut to these days."""
    source = msgspec.json.decode((SEEDS / "calendar.json").read_bytes(), type=SeedFile).calendar
    assert source is not None
    cut = msgspec.structs.replace(source, name=f"hue-{first}", first=first, last=last)
    return SeedFile(calendar=cut)


YEARS = {year: calendar_of(date(year, 1, 1), date(year, 12, 31)) for year in (2026, 2027)}


async def only(house: House, *files: SeedFile) -> None:
    """The calendars that the service has, the newest last."""
    await house.database.fetch("DELETE FROM work_calendars")
    for file in files:
        await load(file, house.database)


def test_a_day_that_no_calendar_has_is_not_guessed() -> None:
    with pytest.raises(CalendarTooShort):
        office_minutes(ASKED, hue("2033-01-05 09:00"), hue_calendar())


async def test_an_answer_waits_for_the_next_calendar_and_no_longer(house: House) -> None:
    await only(house, YEARS[2026])
    house.clock.set(ASKED)
    question = await house.ask(addressed_agency_id=str(house.agency))
    question = await house.done(question, "acceptance", house.officer())
    house.clock.set(ANSWERED)
    problem(await house.act(question, "answer", house.speaker(), **SPOKEN), 409, "calendar-too-short")
    await load(YEARS[2027], house.database)
    answer = await house.done(question, "answer", house.speaker(), **SPOKEN)
    assert answer["office_minutes"] == office_minutes(ASKED, ANSWERED, hue_calendar())
    told = (await house.http.get(f"/questions/{question['id']}", headers=house.speaker())).json()
    assert (told["due_at"], told["calendar_version"]) == (question["due_at"], question["calendar_version"])


async def test_on_a_day_that_no_calendar_covers_nothing_is_taken_and_no_number_spent(house: House) -> None:
    await only(house, YEARS[2027])
    refused = await house.http.post("/questions", json=TEXT, headers=house.reporter())
    problem(refused, 409, "no-policy-in-force")
    await load(YEARS[2026], house.database)
    assert (await house.ask())["code"].endswith("-000001")


async def test_next_years_calendar_does_not_stop_this_years_questions(house: House) -> None:
    await only(house, YEARS[2026], YEARS[2027])
    assert (await house.ask())["calendar_version"].startswith("hue-2026-")


async def test_of_two_calendars_that_cover_the_day_the_newer_one_counts(house: House) -> None:
    await load(YEARS[2026], house.database)
    assert (await house.ask())["calendar_version"].startswith("hue-2026-01-01-")


async def test_stored_calendars_keep_their_days_through_the_migration(servers: Reachable) -> None:
    document = YEARS[2026].calendar
    assert document is not None
    version, compiled = document.compiled()
    async with empty_database(servers, "years") as url:
        await migrate(url, "services.questions", "0001")
        database = Database(url)
        insert = "INSERT INTO work_calendars (version, document) VALUES ($1, $2)"
        await database.fetch(insert, version, msgspec.json.encode(compiled))
        await migrate(url, "services.questions")
        rows = await database.fetch("SELECT first_day, last_day FROM work_calendars")
        await database.close()
    assert [tuple(row.values()) for row in rows] == [(date(2026, 1, 1), date(2026, 12, 31))]

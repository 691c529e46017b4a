"""Which days are worked in Huế, in which hours, and by which decision."""

from datetime import date, time
from uuid import UUID

import msgspec
import pytest

from services.questions.adapters.holiday_calendar import (
    CalendarSource,
    OfficeHoursSource,
    OverlaySource,
    OverrideSource,
    SpanSource,
)
from services.questions.adapters.rulebook import CalendarDocument
from services.questions.domain.calendar import DayCause, Hours
from services.questions.domain.errors import CalendarTooShort
from services.questions.entrypoints.seed import SeedFile
from tests.questions.rules import SEEDS, hue_calendar


def source() -> CalendarSource:
    found = msgspec.json.decode((SEEDS / "calendar.json").read_bytes(), type=SeedFile).calendar
    assert found is not None
    return found


@pytest.mark.parametrize("day", [date(2022, 8, 31), date(2033, 1, 1)])
def test_a_day_outside_its_data_is_refused_rather_than_guessed(day: date) -> None:
    with pytest.raises(CalendarTooShort):
        hue_calendar().day(day)


def test_a_calendar_with_a_day_without_office_hours_is_refused() -> None:
    with pytest.raises(ValueError, match="no office hours for 2022-09-01"):
        msgspec.structs.replace(source(), office_hours=source().office_hours[1:]).checked()


def test_a_shortened_day_without_hours_is_refused() -> None:
    raw = b'{"day": "2026-12-31", "kind": "SHORTENED", "document": "1/QD", "names": {}}'
    with pytest.raises(msgspec.ValidationError, match="says its hours"):
        msgspec.json.decode(raw, type=OverrideSource)


@pytest.mark.parametrize(
    ("day", "works", "cause"),
    [
        (date(2026, 11, 20), True, DayCause.ORDINARY),
        (date(2026, 11, 21), False, DayCause.WEEKEND),
        (date(2026, 11, 24), False, DayCause.HOLIDAY),
        (date(2026, 8, 22), True, DayCause.MAKE_UP),
        (date(2026, 8, 31), False, DayCause.HOLIDAY),
        (date(2026, 1, 2), False, DayCause.DAY_OFF),
        (date(2026, 1, 10), True, DayCause.MAKE_UP),
        (date(2026, 2, 17), False, DayCause.HOLIDAY),
    ],
)
def test_a_day_is_worked_or_not_for_a_stated_cause(day: date, works: bool, cause: DayCause) -> None:
    found = hue_calendar().day(day)
    assert (found.works, found.cause) == (works, cause)


def test_a_holiday_is_named_in_both_languages_whatever_the_machine_speaks() -> None:
    names = hue_calendar().day(date(2026, 9, 2)).names
    assert names["vi"] == "Quốc khánh"
    assert names["en"] == "National Day"


def test_a_decision_goes_before_the_package_and_names_its_document() -> None:
    assert hue_calendar().day(date(2026, 1, 2)).document == "12729/VPCP-KGVX"


@pytest.mark.parametrize(
    ("day", "afternoon"),
    [
        (date(2025, 12, 31), Hours(time(13), time(17, 30))),
        (date(2026, 3, 31), Hours(time(13), time(17))),
        (date(2026, 4, 1), Hours(time(13, 30), time(17, 30))),
        (date(2026, 9, 30), Hours(time(13, 30), time(17, 30))),
        (date(2026, 10, 1), Hours(time(13), time(17))),
    ],
)
def test_office_hours_follow_season_and_year(day: date, afternoon: Hours) -> None:
    assert hue_calendar().day(day).hours[1] == afternoon


def test_the_version_names_what_the_calendar_says() -> None:
    version, _ = source().compiled()
    again, _ = source().compiled()
    other, _ = msgspec.structs.replace(source(), overrides=()).compiled()
    assert version == again
    assert version != other
    assert version.startswith("hue-2026-")


def test_a_stored_calendar_reads_back_the_same() -> None:
    version, document = source().compiled()
    stored = msgspec.json.decode(msgspec.json.encode(document), type=CalendarDocument)
    assert stored.calendar(version) == document.calendar(version)


def test_an_agency_may_have_hours_and_days_of_its_own() -> None:
    police, day = UUID(int=7), date(2026, 11, 23)
    hours = OfficeHoursSource(
        valid_from=date(2026, 1, 1), hours=(SpanSource(time(7), time(18)),), document="1/QĐ-CA"
    )
    off = OverrideSource(day=date(2026, 11, 25), kind="OFF", document="2/QĐ-CA", names={})
    overlay = OverlaySource(agency_id=police, office_hours=(hours,), overrides=(off,))
    version, document = msgspec.structs.replace(source(), overlays=(overlay,)).checked().compiled()
    raw = msgspec.json.decode(msgspec.json.encode(document), type=CalendarDocument)
    calendar = raw.calendar(version)
    assert calendar.of(police).day(day).hours == (Hours(time(7), time(18)),)
    assert (calendar.of(police).day(date(2026, 11, 25)).works, calendar.day(date(2026, 11, 25)).works) == (
        False,
        True,
    )
    assert calendar.of(police).day(date(2025, 11, 24)).hours == calendar.day(date(2025, 11, 24)).hours
    assert calendar.of(UUID(int=8)) is calendar

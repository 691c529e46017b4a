"""Credentials, terms of cards, vouching and notices, as rules without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain import errors
from services.identity.domain.errors.accreditation import InvalidBirthDate
from services.identity.domain.model import (
    BirthDate,
    Credential,
    CredentialType,
    IdentityOutcome,
    Notice,
    PersonFound,
    PressAgency,
    PressDetails,
    PressKind,
    PressType,
    Reporter,
    ReporterCategory,
    ReporterStatus,
    RepresentativeOffice,
    ResidentReporter,
    VouchingRule,
    compare,
    quarter_end,
)
from services.identity.domain.model.upkeep import vouch, vouching_missed, warn_of_vouching
from shared.ids import uuid7

TODAY = date(2026, 9, 21)
AT = datetime(2026, 9, 21, 2, tzinfo=UTC)
CARD = Credential(CredentialType.PRESS_CARD, "000123", date(2030, 12, 31))
LETTER = Credential(
    CredentialType.INTRODUCTION_LETTER, "12/GT", date(2026, 12, 31), None, TODAY, "Báo Minh họa", "Festival"
)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
STAFF = ReporterCategory.STAFF


def newsroom(kind: PressKind = PressKind.NEWSPAPER, **details: object) -> PressAgency:
    known = PressDetails(**details)  # type: ignore[arg-type]  # as each test names them
    types = frozenset({PressType.ONLINE})
    return PressAgency(uuid7(), "Báo Minh họa", types, kind, AT, details=known)


@pytest.mark.parametrize(
    ("credential", "kind", "category", "refusal"),
    [
        (CARD, PressKind.SCIENTIFIC_JOURNAL, STAFF, errors.NoCardForScientificJournal),
        (CARD, PressKind.NEWSPAPER, ReporterCategory.FREELANCE, errors.AssignmentNeeded),
        (CARD, PressKind.NEWSPAPER, ReporterCategory.VISITING, errors.AssignmentNeeded),
        (replace(CARD, issued_on=date(2024, 5, 1)), PressKind.NEWSPAPER, STAFF, errors.CredentialExpired),
        (replace(CARD, expires_on=date(2031, 9, 22)), PressKind.NEWSPAPER, STAFF, errors.CardTermTooLong),
        (replace(LETTER, issuer=None), PressKind.NEWSPAPER, STAFF, errors.LetterIncomplete),
        (replace(LETTER, scope=None), PressKind.NEWSPAPER, STAFF, errors.LetterIncomplete),
        (replace(LETTER, valid_from=None), PressKind.NEWSPAPER, STAFF, errors.LetterIncomplete),
        (replace(LETTER, valid_from=date(2027, 1, 1)), PressKind.MAGAZINE, STAFF, errors.LetterIncomplete),
    ],
)
def test_evidence_that_does_not_fit_is_refused(
    credential: Credential,
    kind: PressKind,
    category: ReporterCategory,
    refusal: type[errors.DomainError],
) -> None:
    with pytest.raises(refusal):
        credential.fitting(kind, category, TODAY)


def test_a_card_of_the_old_term_counted_until_the_day_the_decision_says() -> None:
    card = replace(CARD, issued_on=date(2025, 12, 31), expires_on=date(2030, 12, 30))
    assert card.last_day == date(2026, 3, 31)
    assert replace(card, issued_on=date(2026, 1, 1)).last_day == date(2030, 12, 30)


@given(first=DAYS, length=st.integers(0, 2000), day=DAYS)
def test_a_letter_counts_on_every_day_of_its_interval_and_on_no_other(
    first: date, length: int, day: date
) -> None:
    letter = replace(LETTER, valid_from=first, expires_on=first + timedelta(days=length))
    assert letter.covers(day) is (first <= day <= letter.expires_on)


@given(issued=DAYS, expires=DAYS, day=DAYS)
def test_no_card_counts_after_five_years_or_after_what_is_printed(
    issued: date, expires: date, day: date
) -> None:
    card = replace(CARD, issued_on=issued, expires_on=expires)
    assert card.last_day <= expires
    assert (card.last_day - issued).days <= 5 * 366
    assert not card.covers(day) or day <= expires


@given(day=DAYS)
def test_a_quarter_ends_with_its_third_month(day: date) -> None:
    end = quarter_end(day)
    assert day <= end < day + timedelta(days=92)
    assert end.month % 3 == 0
    assert (end + timedelta(days=1)).day == 1


@given(start=DAYS, ahead=st.integers(0, 9))
def test_a_notice_of_less_than_ten_days_is_refused(start: date, ahead: int) -> None:
    with pytest.raises(errors.NotifiedTooLate):
        Notice(start - timedelta(days=ahead), start)
    assert Notice(start - timedelta(days=10), start).starts_on == start


def _resident(independent: bool = True) -> ResidentReporter:
    notice = Notice(TODAY, TODAY + timedelta(days=10))
    return ResidentReporter(uuid7(), uuid7(), uuid7(), "46", independent, notice, AT)


def test_a_fourth_independent_resident_is_refused_unless_central_or_with_an_office() -> None:
    three = [_resident() for _ in range(3)]
    with pytest.raises(errors.TooManyResidents):
        ResidentReporter.post(_resident(), newsroom(), [], three)
    office = RepresentativeOffice(uuid7(), uuid7(), "46", "1 Lê Lợi", "Lê Thị Minh", three[0].notice, AT)
    ResidentReporter.post(_resident(), newsroom(), [office], three)
    ResidentReporter.post(_resident(), newsroom(central=True), [], three)
    ResidentReporter.post(_resident(independent=False), newsroom(), [], three)
    ResidentReporter.post(_resident(), newsroom(), [], three[:2])


NAME = "Nguyễn Thị Hòa"


@pytest.mark.parametrize(
    ("claimed", "birth", "found", "outcome"),
    [
        (NAME, None, None, IdentityOutcome.NO_MATCH),
        (NAME, "1990-05-17", PersonFound("NGUYỄN THỊ HOÀ", "1990-05-17"), IdentityOutcome.MATCH),
        (NAME, "1990-05-17", PersonFound(NAME, "1990"), IdentityOutcome.MATCH_BY_YEAR),
        (NAME, "1990", PersonFound(NAME, "1990-05-17"), IdentityOutcome.MATCH_BY_YEAR),
        (NAME, None, PersonFound(NAME, "1990"), IdentityOutcome.MATCH),
        (NAME, "1991", PersonFound(NAME, "1990"), IdentityOutcome.BIRTH_DATE_DIFFERS),
        (NAME, "1990-05-18", PersonFound(NAME, "1990-05-17"), IdentityOutcome.BIRTH_DATE_DIFFERS),
        ("Nguyễn Hòa", None, PersonFound(NAME, None), IdentityOutcome.PARTIAL_NAME),
        (NAME, None, PersonFound("Trần Văn Lân", None), IdentityOutcome.NAME_DIFFERS),
        ("Lê Thị Lan", None, PersonFound("Lê Thị Lân", None), IdentityOutcome.NAME_DIFFERS),
    ],
)
def test_how_far_a_person_agrees_with_the_record(
    claimed: str, birth: str | None, found: PersonFound | None, outcome: IdentityOutcome
) -> None:
    assert compare(claimed, None if birth is None else BirthDate(birth), found) is outcome


@pytest.mark.parametrize("text", ["", "90", "1990-13-01", "17/05/1990", "1990-5-17", "1990-05-17 "])
def test_a_birth_date_is_a_day_or_a_year(text: str) -> None:
    with pytest.raises(InvalidBirthDate):
        BirthDate(text)


def _verified(**more: object) -> Reporter:
    made = Reporter(uuid7(), uuid7(), uuid7(), CARD, ReporterStatus.VERIFIED, AT)
    made.vouched_until = date(2026, 9, 30)
    for name, value in more.items():
        setattr(made, name, value)
    return made


def test_who_is_not_vouched_for_is_warned_first_and_disabled_after_the_grace() -> None:
    rule, reporter = VouchingRule(), _verified()
    assert not warn_of_vouching(reporter, date(2026, 9, 30))
    assert not vouching_missed(reporter, date(2026, 12, 1), rule)
    assert warn_of_vouching(reporter, date(2026, 10, 1))
    assert not warn_of_vouching(reporter, date(2026, 10, 2))
    assert not vouching_missed(reporter, date(2026, 10, 30), rule)
    assert vouching_missed(reporter, date(2026, 10, 31), rule)
    assert vouch(reporter, date(2026, 11, 1))
    assert reporter.vouched_until == date(2026, 12, 31)
    assert not vouch(reporter, date(2026, 12, 31))


def test_on_probation_the_newsroom_has_ten_days() -> None:
    reporter = _verified(probation_until=date(2026, 12, 31))
    assert warn_of_vouching(reporter, date(2026, 10, 1))
    assert not vouching_missed(reporter, date(2026, 10, 10), VouchingRule())
    assert vouching_missed(reporter, date(2026, 10, 11), VouchingRule())

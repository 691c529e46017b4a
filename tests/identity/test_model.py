"""The rules of people and posts; no I/O."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain import errors
from services.identity.domain.model import (
    Contact,
    Credential,
    CredentialType,
    Decision,
    PersonalIdentifier,
    Post,
    PressAgency,
    PressKind,
    PressType,
    Reporter,
    ReporterStatus,
    Role,
    Spokesperson,
    SpokespersonKind,
    Term,
    admit,
)
from shared.ids import uuid7

NOW = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)
TODAY = date(2026, 9, 21)
AGENCIES = (uuid7(), uuid7())
NEWSROOMS = (uuid7(), uuid7())
STATE_ROLES = [r for r in Role if r not in {Role.REPORTER, Role.NEWSROOM_ADMIN}]
posts = st.one_of(
    st.builds(Post, st.sampled_from(STATE_ROLES), st.sampled_from(AGENCIES)),
    st.sampled_from([Post(Role.ADMINISTRATOR), Post(Role.AUDITOR)]),
    st.builds(
        Post, st.sampled_from([Role.REPORTER, Role.NEWSROOM_ADMIN]), st.none(), st.sampled_from(NEWSROOMS)
    ),
)


@pytest.mark.parametrize(
    "text",
    ["", "04609000001", "0460900000012", "04609000000a", "046 09000001", "٠٤٦٠٩٠٠٠٠٠٠١", "046090000001\n"],
)
def test_anything_but_twelve_ascii_digits_is_no_identifier(text: str) -> None:
    with pytest.raises(errors.InvalidIdentifier):
        PersonalIdentifier(text)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_any_twelve_digits_are_an_identifier_that_does_not_show_itself(text: str) -> None:
    identifier = PersonalIdentifier(text)
    assert identifier.last4 == text[-4:]
    assert text not in f"{identifier} {identifier!r} {[identifier]}"


@given(posts, posts)
def test_clashing_is_mutual(one: Post, other: Post) -> None:
    assert one.clashes_with(other) == other.clashes_with(one)
    assert not one.clashes_with(one)


def test_nobody_works_for_press_and_state_at_once() -> None:
    newsroom, agency = Post(Role.NEWSROOM_ADMIN, None, NEWSROOMS[0]), Post(Role.LEADER)
    with pytest.raises(errors.PostsClash):
        admit(newsroom, [agency])


def test_one_person_may_hold_several_posts_of_one_agency() -> None:
    focal, speaker = (Post(role, AGENCIES[0]) for role in (Role.FOCAL_OFFICER, Role.SPOKESPERSON))
    admit(focal, [speaker, Post(Role.AUDITOR)])
    with pytest.raises(errors.PostsClash):
        admit(Post(Role.FOCAL_OFFICER, AGENCIES[1]), [speaker])
    with pytest.raises(errors.AlreadyAppointed):
        admit(focal, [focal])


@pytest.mark.parametrize("role", [Role.FOCAL_OFFICER, Role.AGENCY_HEAD, Role.NEWSROOM_ADMIN])
def test_a_post_of_an_agency_or_newsroom_names_it(role: Role) -> None:
    with pytest.raises(errors.RoleNeedsAgency):
        Post(role)


def test_a_state_post_is_not_in_a_newsroom_nor_the_reverse() -> None:
    with pytest.raises(errors.RoleOutsideAgency):
        Post(Role.AUDITOR, None, NEWSROOMS[0])
    with pytest.raises(errors.RoleOutsideAgency):
        Post(Role.NEWSROOM_ADMIN, AGENCIES[0], NEWSROOMS[0])


def _newsroom(kind: PressKind = PressKind.NEWSPAPER) -> PressAgency:
    return PressAgency(NEWSROOMS[0], "Báo Minh họa 1", frozenset({PressType.ONLINE}), kind, NOW)


def _reporter(expires_on: date = date(2031, 1, 1), kind: PressKind = PressKind.NEWSPAPER) -> Reporter:
    return Reporter.apply(
        reporter_id=uuid7(),
        account_id=uuid7(),
        newsroom=_newsroom(kind),
        credential=Credential(CredentialType.PRESS_CARD, "000123", expires_on),
        at=NOW,
        today=TODAY,
    )


def test_a_card_is_valid_on_its_last_day_and_not_the_day_after() -> None:
    _reporter(expires_on=TODAY)
    with pytest.raises(errors.CredentialExpired):
        _reporter(expires_on=TODAY - timedelta(days=1))


def test_a_scientific_journal_has_no_press_cards() -> None:
    with pytest.raises(errors.NoCardForScientificJournal):
        _reporter(kind=PressKind.SCIENTIFIC_JOURNAL)


def test_a_card_that_ran_out_since_the_application_cannot_be_verified() -> None:
    reporter = _reporter(expires_on=TODAY)
    with pytest.raises(errors.CredentialExpired):
        reporter.verify(uuid7(), at=NOW, today=TODAY + timedelta(days=1))


def test_every_step_of_an_accreditation_is_one_version() -> None:
    reporter = _reporter()
    reporter.verify(uuid7(), at=NOW, today=TODAY)
    reporter.suspend(NOW)
    reporter.restore()
    assert (reporter.status, reporter.version) == (ReporterStatus.VERIFIED, 4)


@given(st.lists(st.sampled_from(["verify", "suspend", "restore"]), max_size=8))
def test_no_order_of_steps_skips_a_version_or_leaves_a_status_out(steps: list[str]) -> None:
    reporter, taken = _reporter(), 1
    for step in steps:
        try:
            if step == "verify":
                reporter.verify(uuid7(), at=NOW, today=TODAY)
            elif step == "suspend":
                reporter.suspend(NOW)
            else:
                reporter.restore()
            taken += 1
        except errors.WrongReporterStatus:
            pass
    assert reporter.version == taken
    assert (reporter.suspended_at is not None) == (reporter.status is ReporterStatus.SUSPENDED)


def _spokesperson(kind: SpokespersonKind, phone: str | None, term: Term) -> Spokesperson:
    return Spokesperson.assign(
        spokesperson_id=uuid7(),
        account_id=uuid7(),
        agency_id=AGENCIES[0],
        kind=kind,
        contact=Contact("Phan Thị Nói", "Chánh Văn phòng", phone, "noi@hue.example"),
        decision=Decision("12/QĐ", NOW),
        term=term,
        at=NOW,
    )


def test_a_standing_spokesperson_without_a_phone_cannot_be_published() -> None:
    spokesperson = _spokesperson(SpokespersonKind.STANDING, None, Term(NOW))
    with pytest.raises(errors.ContactRequired):
        spokesperson.publish(spokesperson.contact, NOW)


def test_a_right_to_speak_begins_and_ends_with_its_term() -> None:
    term = Term(NOW, NOW + timedelta(days=1))
    spokesperson = _spokesperson(SpokespersonKind.HEAD, None, term)
    moments = [NOW - timedelta(seconds=1), NOW, NOW + timedelta(days=1)]
    assert [spokesperson.active(moment) for moment in moments] == [False, True, False]
    spokesperson.revoke(NOW)
    assert not spokesperson.active(NOW)
    with pytest.raises(errors.SpokespersonRevoked):
        spokesperson.revoke(NOW)
    with pytest.raises(errors.InvalidTerm):
        Term(NOW, NOW)

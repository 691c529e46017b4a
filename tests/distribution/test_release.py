"""The workflow of a release: what is refused, and what holds whatever people do in whatever order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.distribution.domain.errors.base import DomainError
from services.distribution.domain.errors.releases import (
    ApprovalByAuthor,
    EmbargoPassed,
    NoCorrection,
    NotAMinute,
    NotPublic,
    ReleaseWithdrawn,
    SchedulePassed,
    StaleRelease,
    WrongStatus,
)
from services.distribution.domain.model.content import Contact, Content, Urgency
from services.distribution.domain.model.edition import Edition, EditionKind, Speaker
from services.distribution.domain.model.release import Release
from services.distribution.domain.model.workflow import Publication, Status
from shared.ids import uuid7

NOW = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PEOPLE = [uuid7() for _ in range(3)]
SPEAKER = Speaker(uuid7(), "Trần Thị Minh Họa", "Phó Giám đốc", "Sở Minh họa")


def content(headline: str = "Tiêu đề", until: datetime | None = None) -> Content:
    return Content(headline, "", "<p>x</p>", Urgency.ROUTINE, Contact("Văn phòng"), until)


def release(until: datetime | None = None) -> Release:
    return Release(
        id=uuid7(),
        code="TC-2026-000001",
        agency_id=uuid7(),
        created_at=NOW,
        listed_at=NOW,
        content=content(until=until),
        authors=(PEOPLE[0],),
    )


def approved(until: datetime | None = None) -> Release:
    made = release(until)
    made.submit()
    made.approve(PEOPLE[1], SPEAKER, NOW)
    return made


def published() -> Release:
    made = approved()
    assert made.publish(NOW) is not None
    return made


def test_whoever_has_not_read_the_version_is_refused() -> None:
    with pytest.raises(StaleRelease):
        release().expect(2)


@pytest.mark.parametrize(
    ("until", "error"),
    [
        (NOW, EmbargoPassed),
        (NOW - HOUR, EmbargoPassed),
        (NOW + timedelta(seconds=90), NotAMinute),
        (NOW + HOUR + timedelta(microseconds=1), NotAMinute),
    ],
)
def test_an_embargo_ends_with_a_minute_that_lies_ahead(until: datetime, error: type[DomainError]) -> None:
    with pytest.raises(error):
        release().edit(content(until=until), PEOPLE[0], NOW)


@pytest.mark.parametrize("author", PEOPLE[:2])
def test_every_author_is_refused_as_approver(author: UUID) -> None:
    made = release()
    made.edit(content(), PEOPLE[1], NOW)
    made.submit()
    with pytest.raises(ApprovalByAuthor):
        made.approve(author, SPEAKER, NOW)
    made.approve(PEOPLE[2], SPEAKER, NOW)


def test_a_schedule_does_not_lie_in_the_past() -> None:
    with pytest.raises(SchedulePassed):
        release().schedule(NOW, NOW)


@pytest.mark.parametrize("steps", [[], ["submit"], ["submit", "give_back"]])
def test_an_unapproved_schedule_has_no_instant_at_which_it_fires(steps: list[str]) -> None:
    made = release()
    made.schedule(NOW + HOUR, NOW)
    for step in steps:
        made.give_back("x") if step == "give_back" else made.submit()
    assert made.fires_at is None


def test_what_is_approved_after_its_time_waits_for_a_person() -> None:
    made = release()
    made.schedule(NOW + HOUR, NOW)
    made.submit()
    made.approve(PEOPLE[1], SPEAKER, NOW + 2 * HOUR)
    assert made.fires_at is None
    assert made.publish(NOW + 2 * HOUR) is not None


def test_a_returned_text_loses_approval_and_instant() -> None:
    made = approved(NOW + HOUR)
    assert made.publish(NOW) is None
    assert made.status is Status.EMBARGOED
    made.give_back("Sai tên.")
    assert (made.approval, made.fires_at, made.status) == (None, None, Status.RETURNED)


def test_under_embargo_nothing_is_public_until_its_minute() -> None:
    made = approved(NOW + HOUR)
    assert made.publish(NOW) is None
    assert not made.is_public
    assert made.fires_at == NOW + HOUR
    edition = made.fire(NOW + HOUR)
    assert edition is not None
    assert (edition.number, edition.published_at) == (1, NOW + HOUR)


def test_a_scheduled_release_may_wait_for_its_embargo_too() -> None:
    made = approved(NOW + 2 * HOUR)
    made.schedule(NOW + HOUR, NOW)
    assert made.fire(NOW + HOUR) is None
    assert made.fires_at == NOW + 2 * HOUR
    assert made.fire(NOW + 2 * HOUR) is not None


def test_withdrawing_while_a_correction_is_written_shows_nothing_of_it() -> None:
    made = published()
    made.correct("Sai.", PEOPLE[0])
    made.edit(content("Chưa ai được biết"), PEOPLE[0], NOW)
    edition = made.withdraw("Nhầm.", SPEAKER, NOW)
    assert edition.content.headline == "Tiêu đề"
    assert edition.content.body == ""
    with pytest.raises(ReleaseWithdrawn):
        made.submit()


def test_only_one_correction_is_written_at_a_time() -> None:
    made = published()
    made.correct("Sai.", PEOPLE[0])
    with pytest.raises(WrongStatus):
        made.correct("Sai nữa.", PEOPLE[1])


def test_there_is_no_correction_to_discard_before_one_is_begun() -> None:
    with pytest.raises(NotPublic):
        approved().discard()
    with pytest.raises(NoCorrection):
        published().discard()


def test_a_discarded_correction_leaves_nothing_for_the_next_one() -> None:
    made = published()
    made.correct("Sai.", PEOPLE[0])
    made.edit(content("Khác"), PEOPLE[0], NOW)
    made.schedule(NOW + HOUR, NOW)
    made.submit()
    made.approve(PEOPLE[1], SPEAKER, NOW)
    made.discard()
    assert (made.status, made.fires_at, made.scheduled_at, made.approval) == (Status.NONE, None, None, None)
    made.correct("Sai chỗ khác.", PEOPLE[1])
    assert (made.content.headline, made.authors, made.reason) == ("Tiêu đề", (PEOPLE[1],), "Sai chỗ khác.")


Act = Callable[[Release, datetime], Edition | None]
ACTS: dict[str, Act] = {
    "edit": lambda one, now: one.edit(content("Khác"), PEOPLE[0], now),
    "edit under embargo": lambda one, now: one.edit(
        content("Khác", now.replace(second=0, microsecond=0) + HOUR), PEOPLE[1], now
    ),
    "submit": lambda one, _: one.submit(),
    "return": lambda one, _: one.give_back("x"),
    "approve as author": lambda one, now: one.approve(PEOPLE[0], SPEAKER, now),
    "approve": lambda one, now: one.approve(PEOPLE[2], SPEAKER, now),
    "lapse": lambda one, _: one.lapse(),
    "schedule": lambda one, now: one.schedule(now + HOUR, now),
    "unschedule": lambda one, now: one.schedule(None, now),
    "publish": lambda one, now: one.publish(now),
    "correct": lambda one, _: one.correct("Sai.", PEOPLE[0]),
    "discard": lambda one, _: one.discard(),
    "withdraw": lambda one, now: one.withdraw("Nhầm.", SPEAKER, now),
}


@given(
    acts=st.lists(st.sampled_from([*ACTS, "wait"]), max_size=40),
    minutes=st.lists(st.integers(1, 90), min_size=40, max_size=40),
)
def test_whatever_people_do_editions_are_approved_gapless_and_never_early(
    acts: list[str], minutes: list[int]
) -> None:
    made, now, editions = release(), NOW, list[Edition]()
    for act, pause in zip(acts, minutes, strict=False):
        now += timedelta(minutes=pause)
        if made.fires_at is not None and made.fires_at <= now:
            keep(editions, made, made.fire(now), now)
        before, version = made.approval, made.version
        if act == "wait":
            continue
        try:
            edition = ACTS[act](made, now)
        except DomainError:
            assert made.version == version
            continue
        assert made.version > version
        keep(editions, made, edition, now)
        if edition is not None and edition.kind is not EditionKind.WITHDRAWAL:
            assert before is not None
    assert [one.number for one in editions] == list(range(1, len(editions) + 1))
    assert made.told == made.edition == len(editions)
    assert made.is_public == bool(editions)


def keep(editions: list[Edition], made: Release, edition: Edition | None, now: datetime) -> None:
    """Checks what must hold whenever an edition has been made, or has not."""
    if made.fires_at is not None:
        assert made.approval is not None
        assert made.approval.account_id not in made.authors
    if edition is None:
        return
    assert not editions or editions[-1].kind is not EditionKind.WITHDRAWAL
    until = edition.content.embargoed_until
    assert until is None or until <= now
    assert edition.published_at == now
    assert (made.status, made.fires_at) == (Status.NONE, None)
    assert made.publication is not Publication.UNPUBLISHED
    editions.append(edition)

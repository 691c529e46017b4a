"""What becomes of releases and press events: editions, takes, items, answers to invitations, passes."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any, Literal

from shared.contracts import distribution, events
from shared.contracts.event import Event
from tests.metrics.ids import START, made_id

Action = Literal["open", "download", "copy"]


def issued(number: int, by: int, *, week: int = 0) -> distribution.ReleasePublished:
    return distribution.ReleasePublished(
        aggregate_version=3,
        release_id=made_id("release", number),
        agency_id=made_id("agency", by),
        edition=1,
        code=f"TC-2026-{number:06}",
        headline="Thông cáo minh họa",
        urgency="routine",
        embargoed_until=None,
        published_at=START + timedelta(weeks=week),
        content_hash="0" * 64,
    )


def edited(number: int, by: int, *, withdrawn: bool = False, version: int = 4) -> Event:
    same: dict[str, Any] = {
        "aggregate_version": version,
        "release_id": made_id("release", number),
        "agency_id": made_id("agency", by),
        "edition": version - 2,
    }
    if withdrawn:
        return distribution.ReleaseWithdrawn(withdrawn_at=START + timedelta(days=4), **same)
    return distribution.ReleaseCorrected(
        corrected_at=START + timedelta(days=3), content_hash="1" * 64, **same
    )


def taken(number: int, release: int, by: int, action: Action = "open") -> distribution.ReleaseTaken:
    return distribution.ReleaseTaken(
        aggregate_version=1,
        take_id=made_id("take", number),
        release_id=made_id("release", release),
        press_agency_id=made_id("press", by),
        action=action,
        taken_at=START + timedelta(hours=3),
    )


def declared(number: int, release: int, by: int, *, agency: int = 0) -> distribution.ItemPublished:
    return distribution.ItemPublished(
        aggregate_version=1,
        item_id=made_id("item", number),
        release_id=made_id("release", release),
        agency_id=made_id("agency", agency),
        press_agency_id=made_id("press", by),
        published_at=START + timedelta(days=1),
        declared_at=START + timedelta(days=2),
    )


def ruled(number: int, release: int, by: int, *, confirmed: bool, version: int = 2) -> Event:
    same: dict[str, Any] = {
        "aggregate_version": version,
        "item_id": made_id("item", number),
        "release_id": made_id("release", release),
        "press_agency_id": made_id("press", by),
    }
    at = START + timedelta(days=3)
    if confirmed:
        return distribution.ItemConfirmed(confirmed_at=at, **same)
    return distribution.ItemRefused(refused_at=at, **same)


def announced(number: int, by: int) -> events.PressEventAnnounced:
    return events.PressEventAnnounced(
        aggregate_version=1,
        press_event_id=made_id("press event", number),
        agency_id=made_id("agency", by),
        title="Họp báo minh họa",
        starts_at=START + timedelta(days=5),
        ends_at=START + timedelta(days=5, hours=2),
        place="Trung tâm báo chí",
    )


def cancelled(number: int, by: int, *, version: int = 2) -> events.PressEventCancelled:
    return events.PressEventCancelled(
        aggregate_version=version,
        press_event_id=made_id("press event", number),
        agency_id=made_id("agency", by),
        cancelled_at=START + timedelta(days=4),
    )


def replied(
    number: int, event: int, by: int, *, accepts: bool, version: int = 1
) -> events.InvitationAnswered:
    return events.InvitationAnswered(
        aggregate_version=version,
        invitation_id=made_id("invitation", number),
        press_event_id=made_id("press event", event),
        press_agency_id=made_id("press", by),
        answer="accepted" if accepts else "declined",
        answered_at=START + timedelta(days=2),
    )


def passed(number: int, event: int, by: int, *, entered: bool = False, revoked: bool = False) -> list[Event]:
    same: dict[str, Any] = {
        "pass_id": made_id("pass", number),
        "press_event_id": made_id("press event", event),
        "reporter_id": made_id("reporter", by),
        "press_agency_id": made_id("press", by),
    }
    told: list[Event] = [events.PassIssued(aggregate_version=1, issued_at=START + timedelta(days=3), **same)]
    at = START + timedelta(days=5)
    if entered:
        told.append(events.PassCheckedIn(aggregate_version=2, gate="A", checked_in_at=at, **same))
    if revoked:
        told.append(events.PassRevoked(aggregate_version=len(told) + 1, revoked_at=at, **same))
    return told


def release(number: int, random: Random, *, agencies: int, presses: int) -> Iterator[Event]:
    """One release: some corrected or withdrawn, opened and copied, its items confirmed or refused, or not."""
    by = random.randrange(agencies)
    yield issued(number, by, week=number % 8)
    if number % 4 == 0:
        yield edited(number, by)
    if number % 9 == 0:
        yield edited(number, by, withdrawn=True, version=5)
    for index, press in enumerate(random.sample(range(presses), min(presses, 3))):
        key = number * 10 + index
        yield taken(key, number, press, random.choice(("open", "download", "copy")))
        yield declared(key, number, press, agency=by)
        if random.random() < 0.6:
            yield ruled(key, number, press, confirmed=random.random() < 0.8)


def press_event(number: int, random: Random, *, agencies: int, presses: int) -> Iterator[Event]:
    """One press event: answers that change, passes redeemed or revoked, now and then called off."""
    by = random.randrange(agencies)
    yield announced(number, by)
    for press in range(presses):
        key = number * 100 + press
        yield replied(key, number, press, accepts=random.random() < 0.5)
        if random.random() < 0.5:
            yield replied(key, number, press, accepts=random.random() < 0.8, version=2)
        yield from passed(key, number, press, entered=random.random() < 0.6, revoked=random.random() < 0.1)
    if number % 5 == 4:
        yield cancelled(number, by)

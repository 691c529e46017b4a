"""What becomes of duties of the law: entries and answers in time, late, never; rights that end before."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from shared.contracts import identity
from shared.contracts.event import Event
from tests.metrics.ids import START, made_id

DUE = START + timedelta(days=1)


def entry_overdue(number: int, by: int, *, version: int = 2) -> identity.DirectoryEntryOverdue:
    return identity.DirectoryEntryOverdue(
        aggregate_version=version,
        spokesperson_id=made_id("spokesperson", number),
        agency_id=made_id("agency", by),
        due_at=DUE,
    )


def entry_published(
    number: int, by: int, *, version: int = 2, on_time: bool = True, due_at: datetime | None = DUE
) -> identity.DirectoryEntryPublished:
    return identity.DirectoryEntryPublished(
        aggregate_version=version,
        spokesperson_id=made_id("spokesperson", number),
        agency_id=made_id("agency", by),
        published_at=START if on_time else START + timedelta(days=2),
        due_at=due_at,
        on_time=on_time,
    )


def right_ended(number: int, by: int, *, version: int) -> identity.SpokespersonRevoked:
    return identity.SpokespersonRevoked(
        aggregate_version=version,
        spokesperson_id=made_id("spokesperson", number),
        account_id=made_id("account", number),
        agency_id=made_id("agency", by),
        revoked_at=START + timedelta(days=9),
    )


def request_overdue(number: int) -> identity.DataRequestOverdue:
    return identity.DataRequestOverdue(
        aggregate_version=2, request_id=made_id("data request", number), due_at=DUE
    )


def request_answered(number: int, *, version: int = 2, on_time: bool = True) -> identity.DataRequestAnswered:
    return identity.DataRequestAnswered(
        aggregate_version=version,
        request_id=made_id("data request", number),
        answered_at=START if on_time else START + timedelta(days=2),
        due_at=DUE,
        on_time=on_time,
    )


def entry(number: int, random: Random, *, agencies: int) -> Iterator[Event]:
    """The entry of one spokesperson as far as it gets."""
    by, version = random.randrange(agencies), 2
    late = random.random() < 0.4
    if late:
        yield entry_overdue(number, by)
        version += 1
    if not late or random.random() < 0.5:
        head = not late and random.random() < 0.3
        due_at = None if head else DUE
        yield entry_published(number, by, version=version, on_time=not late, due_at=due_at)
        version += 1
    if random.random() < 0.4:
        yield right_ended(number, by, version=version)


def request(number: int, random: Random) -> Iterator[Event]:
    """One request about somebody's own data."""
    late = random.random() < 0.5
    if late:
        yield request_overdue(number)
    if not late or random.random() < 0.5:
        yield request_answered(number, version=3 if late else 2, on_time=not late)


def duties(seed: int, count: int, *, agencies: int) -> list[Event]:
    """Of `count` spokespersons and requests; its own chance, so that other histories stay as they were."""
    random = Random(f"duties {seed}")
    told: list[Event] = []
    for number in range(count):
        told += entry(number, random, agencies=agencies)
        told += request(number, random)
    return told

"""What happens to agencies: renamed now or later, merged, split, and merged again."""

from datetime import datetime, timedelta
from random import Random

from shared.contracts import identity
from shared.contracts.event import Event
from tests.metrics.ids import START, made_id


def renamed(number: int, name: str, since: datetime, *, version: int = 2) -> identity.AgencyRevised:
    return identity.AgencyRevised(
        aggregate_version=version,
        agency_id=made_id("agency", number),
        code=f"H57.{number:02}",
        name=name,
        level="DEPARTMENT",
        parent_id=None,
        fields=(),
        unit_code=None,
        responsibilities=(),
        old_codes=(),
        working_hours="province",
        valid_from=since,
        document_no="1/QĐ-UBND",
    )


def succeeded(number: int, *by: int, at: datetime, version: int = 2) -> identity.AgencySucceeded:
    return identity.AgencySucceeded(
        aggregate_version=version,
        agency_id=made_id("agency", number),
        kind="SPLIT" if len(by) > 1 else "MERGE",
        successors=tuple(identity.Successor(agency_id=made_id("agency", one)) for one in by),
        ended_at=at,
        document_no="2/QĐ-UBND",
    )


def changes(seed: int, *, agencies: int) -> list[Event]:
    """Renames and ends, some of them ahead; successors have higher numbers, as ends rise along a chain."""
    random = Random(f"registers {seed}")
    told: list[Event] = []
    for number in range(agencies):
        since, version = START - timedelta(days=30), 2
        while random.random() < 0.5:
            since += timedelta(days=random.randrange(1, 80))
            told.append(renamed(number, f"Sở Đổi tên {number} lần {version}", since, version=version))
            version += 1
        later = range(number + 1, agencies)
        if later and (number == 0 or random.random() < 0.4):
            by = random.sample(later, min(len(later), random.choice((1, 1, 2))))
            at = max(since, START) + timedelta(days=number + 1)
            told.append(succeeded(number, *by, at=at, version=version))
    return told

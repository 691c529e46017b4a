"""Newsrooms and their reporters, as identity tells the bus about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nats.js import JetStreamContext

from shared.contracts import cloudevents, identity, registry
from shared.contracts.event import Event
from shared.ids import uuid7
from tests.faults.town import NOON, Town

AT = datetime.fromisoformat(NOON)
Headers = dict[str, str]


@dataclass(frozen=True)
class Reporter:
    """Somebody who may ask, with the headers of his requests."""

    reporter_id: UUID
    account_id: UUID
    newsroom: UUID
    headers: Headers

    def facts(self) -> dict[str, UUID]:
        """The fields that every event about him has."""
        return {
            "reporter_id": self.reporter_id,
            "account_id": self.account_id,
            "press_agency_id": self.newsroom,
        }

    def verified(self) -> identity.ReporterVerified:
        """He may ask from now on."""
        return identity.ReporterVerified(aggregate_version=2, verified_at=AT, **self.facts())

    def suspended(self) -> identity.AccreditationSuspended:
        """He may not any more."""
        return identity.AccreditationSuspended(aggregate_version=3, suspended_at=AT, **self.facts())

    def restored(self) -> identity.AccreditationRestored:
        """He may again."""
        return identity.AccreditationRestored(aggregate_version=4, restored_at=AT, **self.facts())


def headers_of(event: Event) -> Headers:
    """The headers under which its publisher's relay would send it, with a ce-id of its own."""
    return cloudevents.headers(event, event_id=uuid7(), time=AT, province_code="46")


async def tell(js: JetStreamContext, events: Iterable[Event]) -> None:
    """Says events as identity's relay would."""
    for event in events:
        await js.publish(event.type_name(), registry.encode(event), headers=headers_of(event))


async def settle_in(town: Town, newsrooms: int = 3) -> tuple[UUID, Sequence[Reporter]]:
    """An agency to ask, and newsrooms with two reporters each; the services have yet to hear of them."""
    agency, rooms = uuid7(), [uuid7() for _ in range(newsrooms)]
    reporters = [_reporter(town, room) for room in rooms for _ in range(2)]
    told: list[Event] = [_agency(agency), *map(_press_agency, rooms)]
    for one in reporters:
        told += [identity.ReporterRegistered(aggregate_version=1, registered_at=AT, **one.facts())]
        told += [one.verified()]
    await tell(town.js, told)
    return agency, reporters


def _reporter(town: Town, newsroom: UUID) -> Reporter:
    reporter, account = uuid7(), uuid7()
    headers = town.issuer.bearer("reporter", reporter_id=reporter, press_agency_id=newsroom, sub=account)
    return Reporter(reporter, account, newsroom, headers)


def _agency(agency_id: UUID) -> Event:
    return identity.AgencyRegistered(
        aggregate_version=1,
        agency_id=agency_id,
        code=f"H57.{agency_id.hex[-6:]}",
        name="Sở Minh họa",
        level="DEPARTMENT",
        parent_id=None,
        fields=(),
    )


def _press_agency(newsroom: UUID) -> Event:
    return identity.PressAgencyRegistered(
        aggregate_version=1,
        press_agency_id=newsroom,
        name=f"Báo Minh họa {newsroom.hex[-4:]}",
        types=("ONLINE",),
        kind="NEWSPAPER",
    )

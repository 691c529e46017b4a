"""What the API is made of, built once from the settings; a missing key file stops the start."""

from dataclasses import dataclass
from uuid import UUID

from services.events.adapters.keys import PassKeys
from services.events.adapters.queries import Queries
from services.events.adapters.unit_of_work import EventsUnitOfWork
from services.events.settings import Settings
from shared.clock import Clock
from shared.persistence import Database


@dataclass(frozen=True)
class Parts:
    """The adapters of one process."""

    settings: Settings
    database: Database
    clock: Clock
    keys: PassKeys
    queries: Queries

    @classmethod
    def build(cls, settings: Settings, database: Database, clock: Clock) -> "Parts":
        """Raises InvalidSettings."""
        keys = PassKeys.from_file(settings.pass_signing_key_file)
        return cls(settings, database, clock, keys, Queries(database, settings.opens_before))

    def uow(self) -> EventsUnitOfWork:
        """A unit of work, not yet begun."""
        return EventsUnitOfWork(
            self.database, self.clock, self.settings.province_code, self.settings.opens_before
        )

    def address(self, path: str) -> str:
        """A public address of this service."""
        return f"{self.settings.public_url.rstrip('/')}/events/v1{path}"

    def status_list_address(self, press_event_id: UUID) -> str:
        """Where everybody finds the status list of a press event."""
        return self.address(f"/press-events/{press_event_id}/status-list")

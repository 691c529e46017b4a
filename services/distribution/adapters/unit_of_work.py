"""The unit of work of this service, and what all units of one process share."""

import asyncio
from types import TracebackType

from services.distribution.adapters.cleaner import HtmlCleaner
from services.distribution.adapters.darkroom import PillowDarkroom
from services.distribution.adapters.keys import ReleaseKeys
from services.distribution.adapters.objects import ObjectStore
from services.distribution.adapters.repositories.deliveries import SqlDeliveries
from services.distribution.adapters.repositories.directory import SqlDirectory
from services.distribution.adapters.repositories.emails import SqlEmails
from services.distribution.adapters.repositories.endpoints import SqlEndpoints
from services.distribution.adapters.repositories.items import SqlItems
from services.distribution.adapters.repositories.media import SqlMediaShelf
from services.distribution.adapters.repositories.releases import SqlEditions, SqlReleaseLog, SqlReleases
from services.distribution.adapters.repositories.standing import SqlStandings
from services.distribution.adapters.repositories.takes import SqlPublicReleases, SqlReadMarks, SqlTakes
from services.distribution.adapters.seals import JwsSeals
from shared.clock import Clock
from shared.persistence import Database, SqlUnitOfWork
from shared.persistence.bound import bound


class Office:
    """Database, clock, keys and media store of one process."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        keys: ReleaseKeys,
        darkroom: PillowDarkroom,
        objects: ObjectStore,
        *,
        province_code: str,
    ) -> None:
        self.database = database
        self.clock = clock
        self.keys = keys
        self.province_code = province_code
        self.darkroom = darkroom
        self.objects = objects
        self.seals = JwsSeals(keys)
        self.cleaner = HtmlCleaner()
        self._planned: list[asyncio.Event] = []

    def on_planned(self) -> asyncio.Event:
        """An event that is set when a unit of this process has planned deliveries."""
        self._planned.append(event := asyncio.Event())
        return event

    def planned(self) -> None:
        """Deliveries are due."""
        for event in self._planned:
            event.set()

    def unit(self) -> "DistributionUnitOfWork":
        """A unit for one command or message."""
        return DistributionUnitOfWork(self)


class DistributionUnitOfWork(SqlUnitOfWork):
    """One command or message; made by an Office."""

    standings = bound(SqlStandings)
    releases = bound(SqlReleases)
    editions = bound(SqlEditions)
    release_log = bound(lambda uow: SqlReleaseLog(uow, uow.seals, uow.origin))
    directory = bound(SqlDirectory)
    media = bound(SqlMediaShelf)
    endpoints = bound(SqlEndpoints)
    deliveries = bound(SqlDeliveries)
    emails = bound(SqlEmails)
    public_releases = bound(SqlPublicReleases)
    takes = bound(SqlTakes)
    items = bound(SqlItems)
    read_marks = bound(SqlReadMarks)

    def __init__(self, office: Office) -> None:
        super().__init__(office.database, office.clock, office.province_code)
        self.seals = office.seals
        self.cleaner = office.cleaner
        self.darkroom = office.darkroom
        self.objects = office.objects
        self.origin = f"vn/{office.province_code}"
        self._office = office

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        deliveries = self.deliveries
        await super().__aexit__(kind, error, trace)
        if deliveries.planned:
            self._office.planned()

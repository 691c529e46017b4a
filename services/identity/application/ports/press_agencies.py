"""The stores of press agencies, of applications to be one, and of their offices and residents."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import (
    PressAgency,
    PressApplication,
    RepresentativeOffice,
    ResidentReporter,
)


class PressAgencies(Protocol):
    """Press agencies."""

    async def add(self, press_agency: PressAgency) -> None:
        """Enter a new one, at once, so that other rows may refer to it."""
        ...

    def add_all(self, press_agencies: Iterable[PressAgency]) -> None:
        """Enter many new ones with the commit."""
        ...

    async def get(self, press_agency_id: UUID) -> PressAgency | None:
        """The press agency with this id."""
        ...

    async def lock(self, press_agency_id: UUID) -> PressAgency | None:
        """The press agency with this id, locked until the end of the transaction."""
        ...

    async def save(self, press_agency: PressAgency) -> None:
        """Keep what has changed."""
        ...

    async def named(self, name: str) -> bool:
        """Whether one has this name, accents and case aside; two askers at once wait for each other."""
        ...

    async def close(self) -> None:
        """Nobody else enters one until the end of the transaction."""
        ...

    async def known_as(self, names: Iterable[str]) -> list[PressAgency]:
        """Those with one of these names, accents and case aside, locked."""
        ...

    async def ending(self, today: date, warn_from: date) -> list[UUID]:
        """Those whose licence has run out unnoticed, or ends until `warn_from` without a warning said."""
        ...


class PressApplications(Protocol):
    """Applications to be in the register."""

    def add(self, application: PressApplication) -> None:
        """Record a new one."""
        ...

    async def get(self, application_id: UUID) -> PressApplication | None:
        """The application, locked."""
        ...


class PressPresence(Protocol):
    """Representative offices and resident reporters."""

    def add(self, presence: RepresentativeOffice | ResidentReporter) -> None:
        """Record a new one."""
        ...

    async def office(self, press_agency_id: UUID, office_id: UUID) -> RepresentativeOffice | None:
        """The office of this newsroom, locked."""
        ...

    async def resident(self, press_agency_id: UUID, resident_id: UUID) -> ResidentReporter | None:
        """The stay of a reporter of this newsroom, locked."""
        ...

    async def offices(self, press_agency_id: UUID, province_code: str) -> list[RepresentativeOffice]:
        """The newsroom's offices in the province that have not ended."""
        ...

    async def residents(self, press_agency_id: UUID, province_code: str) -> list[ResidentReporter]:
        """The newsroom's resident reporters in the province who have not left."""
        ...

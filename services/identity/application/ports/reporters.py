"""The stores of accreditations, of what was done about them, and of look-ups."""

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import IdentityCheck, Reporter, VouchingRule


class Reporters(Protocol):
    """Accreditations."""

    def add(self, reporter: Reporter) -> None:
        """Record an application."""
        ...

    async def get(self, reporter_id: UUID) -> Reporter | None:
        """The reporter, locked."""
        ...

    async def of_account(self, account_id: UUID) -> Reporter | None:
        """The person's accreditation."""
        ...

    async def of_newsroom(self, press_agency_id: UUID) -> list[Reporter]:
        """All of a newsroom, locked."""
        ...

    async def needing_care(
        self, today: date, warn_until: date, rule: VouchingRule, limit: int = 500
    ) -> list[UUID]:
        """Whose credential has ended or ends until `warn_until`, or whom nobody has vouched for in time."""
        ...


class ReporterActs(Protocol):
    """Who did what about an accreditation, when and why."""

    def add(self, reporter_id: UUID, act: str, reason: str, actor: UUID | None, at: datetime) -> None:
        """Record it."""
        ...


class IdentityChecks(Protocol):
    """Look-ups in the population database."""

    def add(self, check: IdentityCheck) -> None:
        """Ask; the worker takes it from here."""
        ...

    async def get(self, check_id: UUID) -> IdentityCheck | None:
        """The look-up, locked."""
        ...

    async def latest(self, reporter_id: UUID) -> IdentityCheck | None:
        """The last one asked for."""
        ...

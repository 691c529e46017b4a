"""The press part of the fake ports: newsrooms, accreditations and what was done about them."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from services.identity.domain.model import IdentityCheck, PressAgency, Reporter, VouchingRule
from shared.text import fold


class FakePressAgencies:
    """Press agencies in memory."""

    def __init__(self, rows: dict[UUID, PressAgency]) -> None:
        self._rows = rows

    async def add(self, press_agency: PressAgency) -> None:
        self._rows[press_agency.id] = press_agency

    def add_all(self, press_agencies: Iterable[PressAgency]) -> None:
        self._rows |= {each.id: each for each in press_agencies}

    async def get(self, press_agency_id: UUID) -> PressAgency | None:
        return self._rows.get(press_agency_id)

    async def lock(self, press_agency_id: UUID) -> PressAgency | None:
        return self._rows.get(press_agency_id)

    async def save(self, press_agency: PressAgency) -> None:
        self._rows[press_agency.id] = press_agency

    async def named(self, name: str) -> bool:
        return any(fold(known.name) == fold(name) for known in self._rows.values())

    async def close(self) -> None:
        return

    async def known_as(self, names: Iterable[str]) -> list[PressAgency]:
        folded = {fold(name) for name in names}
        return [known for known in self._rows.values() if fold(known.name) in folded]

    async def ending(self, today: date, warn_from: date) -> list[UUID]:
        ends = ((known.id, known.details.valid_to) for known in self._rows.values())
        return [one for one, last in ends if last is not None and last <= warn_from]


class FakeReporters:
    """Accreditations in memory."""

    def __init__(self, rows: dict[UUID, Reporter]) -> None:
        self._rows = rows

    def add(self, reporter: Reporter) -> None:
        self._rows[reporter.id] = reporter

    async def get(self, reporter_id: UUID) -> Reporter | None:
        return self._rows.get(reporter_id)

    async def of_account(self, account_id: UUID) -> Reporter | None:
        return next((r for r in self._rows.values() if r.account_id == account_id), None)

    async def of_newsroom(self, press_agency_id: UUID) -> list[Reporter]:
        return [r for r in self._rows.values() if r.press_agency_id == press_agency_id]

    async def needing_care(
        self, today: date, warn_until: date, rule: VouchingRule, limit: int = 500
    ) -> list[UUID]:
        return list(self._rows)[:limit]


class FakeReporterActs:
    """What was done, in memory."""

    def __init__(self, rows: list[tuple[UUID, str, str, UUID | None]]) -> None:
        self._rows = rows

    def add(self, reporter_id: UUID, act: str, reason: str, actor: UUID | None, at: datetime) -> None:
        self._rows.append((reporter_id, act, reason, actor))


class FakeIdentityChecks:
    """Look-ups in memory."""

    def __init__(self, rows: dict[UUID, IdentityCheck]) -> None:
        self._rows = rows

    def add(self, check: IdentityCheck) -> None:
        self._rows[check.id] = check

    async def get(self, check_id: UUID) -> IdentityCheck | None:
        return self._rows.get(check_id)

    async def latest(self, reporter_id: UUID) -> IdentityCheck | None:
        return next((c for c in reversed(self._rows.values()) if c.reporter_id == reporter_id), None)

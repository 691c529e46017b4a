"""A reporter's accreditation: applied for, verified, suspended, restored."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.identity.domain.errors import (
    CredentialExpired,
    NoCardForScientificJournal,
    StaleVersion,
    WrongReporterStatus,
)
from services.identity.domain.model.press_agency import PressAgency, PressKind


class CredentialType(StrEnum):
    """What a reporter presents (Luật Báo chí 126/2025 art. 27): the card, or without one a letter."""

    PRESS_CARD = "PRESS_CARD"
    INTRODUCTION_LETTER = "INTRODUCTION_LETTER"


class ReporterStatus(StrEnum):
    """Only a verified reporter has the role."""

    APPLIED = "applied"
    VERIFIED = "verified"
    SUSPENDED = "suspended"


@dataclass(frozen=True)
class Credential:
    """`number` is text: the digits of the 2026 card are not settled; `expires_on` is the last valid day."""

    type: CredentialType
    number: str
    expires_on: date

    def require_valid(self, today: date) -> None:
        """Raises CredentialExpired from the day after `expires_on`, a day in the province's zone."""
        if today > self.expires_on:
            raise CredentialExpired("credential.expires_on", expires_on=self.expires_on.isoformat())


@dataclass(eq=False)
class Reporter:
    """One accreditation; every change is one version and one event."""

    id: UUID
    account_id: UUID
    press_agency_id: UUID
    credential: Credential
    status: ReporterStatus
    registered_at: datetime
    verified_at: datetime | None = None
    verified_by: UUID | None = None
    suspended_at: datetime | None = None
    version: int = 1

    @classmethod
    def apply(
        cls,
        *,
        reporter_id: UUID,
        account_id: UUID,
        newsroom: PressAgency,
        credential: Credential,
        at: datetime,
        today: date,
    ) -> Self:
        """Raises CredentialExpired, or NoCardForScientificJournal."""
        journal = newsroom.kind is PressKind.SCIENTIFIC_JOURNAL
        if journal and credential.type is CredentialType.PRESS_CARD:
            raise NoCardForScientificJournal("credential.type")
        credential.require_valid(today)
        return cls(reporter_id, account_id, newsroom.id, credential, ReporterStatus.APPLIED, at)

    def verify(self, by: UUID, *, at: datetime, today: date) -> None:
        """An officer has seen the credential; raises CredentialExpired if it ran out meanwhile."""
        self._require(ReporterStatus.APPLIED)
        self.credential.require_valid(today)
        self.verified_by, self.verified_at = by, at
        self._become(ReporterStatus.VERIFIED)

    def suspend(self, at: datetime) -> None:
        """Stops a verified reporter from doing anything."""
        self._require(ReporterStatus.VERIFIED)
        self.suspended_at = at
        self._become(ReporterStatus.SUSPENDED)

    def restore(self) -> None:
        """Ends a suspension; the verification stands."""
        self._require(ReporterStatus.SUSPENDED)
        self.suspended_at = None
        self._become(ReporterStatus.VERIFIED)

    def require_version(self, expected: int) -> None:
        """Raises StaleVersion unless the caller saw the present version."""
        if expected != self.version:
            raise StaleVersion(expected=expected, actual=self.version)

    def _require(self, status: ReporterStatus) -> None:
        if self.status is not status:
            raise WrongReporterStatus(status=self.status.value)

    def _become(self, status: ReporterStatus) -> None:
        self.status = status
        self.version += 1

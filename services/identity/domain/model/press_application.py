"""A newsroom's application to be in the register, and what the department decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.identity.domain.errors import AlreadyDecided, ReasonRequired, StaleVersion
from services.identity.domain.model.press_agency import PressProfile


class ApplicationStatus(StrEnum):
    """Where an application stands; a decision is final, and a refused newsroom applies anew."""

    SUBMITTED = "submitted"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(eq=False)
class PressApplication:
    """Handed in by a signed-in person of the newsroom, who becomes its administrator when it is granted."""

    id: UUID
    applicant_id: UUID
    profile: PressProfile
    submitted_at: datetime
    status: ApplicationStatus = ApplicationStatus.SUBMITTED
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    reason: str | None = None
    press_agency_id: UUID | None = None
    version: int = 1

    def grant(self, press_agency_id: UUID, *, by: UUID, reason: str, at: datetime) -> None:
        """The newsroom is in the register under this id; raises AlreadyDecided."""
        self._decide(ApplicationStatus.GRANTED, by, reason, at)
        self.press_agency_id = press_agency_id

    def refuse(self, *, by: UUID, reason: str, at: datetime) -> None:
        """Raises ReasonRequired without a reason, or AlreadyDecided."""
        if not reason:
            raise ReasonRequired("reason")
        self._decide(ApplicationStatus.REFUSED, by, reason, at)

    def require_open(self) -> None:
        """Raises AlreadyDecided."""
        if self.status is not ApplicationStatus.SUBMITTED:
            raise AlreadyDecided

    def require_version(self, expected: int) -> None:
        """Raises StaleVersion unless the caller saw the present version."""
        if expected != self.version:
            raise StaleVersion(expected=expected, actual=self.version)

    def _decide(self, status: ApplicationStatus, by: UUID, reason: str, at: datetime) -> None:
        self.require_open()
        self.status, self.decided_by, self.reason, self.decided_at = status, by, reason or None, at
        self.version += 1

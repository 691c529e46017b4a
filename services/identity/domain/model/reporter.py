"""A reporter's accreditation: three flags (verified, approved, enabled) and the steps between them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.identity.domain.errors import (
    IdentityCheckPending,
    IdentityNotConfirmed,
    StaleVersion,
    WrongReporterStatus,
)
from services.identity.domain.errors.accreditation import SameNewsroom
from services.identity.domain.model.credential import Credential, ReporterCategory
from services.identity.domain.model.identity_check import IdentityOutcome
from services.identity.domain.model.press_agency import PressAgency
from services.identity.domain.model.vouching import quarter_end


class ReporterStatus(StrEnum):
    """What the department has decided; only a verified reporter can have the role."""

    APPLIED = "applied"
    VERIFIED = "verified"
    SUSPENDED = "suspended"
    REFUSED = "refused"


class DisabledFor(StrEnum):
    """Why an approved accreditation is switched off; several may hold at once."""

    CREDENTIAL_EXPIRED = "CREDENTIAL_EXPIRED"
    VOUCHING_MISSED = "VOUCHING_MISSED"
    LEFT_NEWSROOM = "LEFT_NEWSROOM"


class VerifiedHow(StrEnum):
    """Who found that the person is who he says: the evidence of the flag `verified`."""

    POPULATION_DATABASE = "POPULATION_DATABASE"
    OFFICER = "OFFICER"


@dataclass(eq=False)
class Reporter:
    """One accreditation; every change of `version` has one event. A look-up's result changes no version."""

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
    category: ReporterCategory = ReporterCategory.STAFF
    home_organisation: str | None = None
    verified_how: VerifiedHow | None = None
    approved_at: datetime | None = None
    approved_by: UUID | None = None
    disabled_for: frozenset[DisabledFor] = frozenset()
    vouched_until: date | None = None
    warned_of_credential: date | None = None
    warned_of_vouching: date | None = None
    probation_until: date | None = None
    renewal: Credential | None = None
    appealed_at: datetime | None = None
    decided_by: UUID | None = None

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
        category: ReporterCategory = ReporterCategory.STAFF,
        home_organisation: str | None = None,
    ) -> Self:
        """Raises what the credential breaks, or PressAgencyIsExpired."""
        newsroom.require_active(today)
        fitting = credential.fitting(newsroom.kind, category, today)
        made = cls(reporter_id, account_id, newsroom.id, fitting, ReporterStatus.APPLIED, at)
        made.category, made.home_organisation = category, home_organisation
        return made

    @property
    def enabled(self) -> bool:
        """Neither suspended nor switched off."""
        return not self.disabled_for and self.status is not ReporterStatus.SUSPENDED

    def active(self, today: date) -> bool:
        """Whether the accreditation gives its role today."""
        return self.status is ReporterStatus.VERIFIED and self.enabled and self.credential.covers(today)

    def identified(self, outcome: IdentityOutcome, at: datetime) -> None:
        """The population database has answered; what an officer verified himself stays."""
        if outcome.confirms:
            self.verified_at, self.verified_how = at, VerifiedHow.POPULATION_DATABASE

    def verify(
        self,
        by: UUID,
        *,
        at: datetime,
        today: date,
        identity: IdentityOutcome | None = None,
        reason: str = "",
        probation_until: date | None = None,
    ) -> None:
        """An officer has seen the credential and approves; `identity` is the last look-up, if there was one.

        Raises CredentialExpired, IdentityCheckPending or IdentityNotConfirmed.
        """
        self.require(ReporterStatus.APPLIED)
        self.credential.require_valid(today)
        self._approve(by, at=at, today=today, identity=identity, reason=reason)
        self.probation_until = probation_until
        self._become(ReporterStatus.VERIFIED)

    def _approve(
        self, by: UUID, *, at: datetime, today: date, identity: IdentityOutcome | None, reason: str
    ) -> None:
        if self.verified_at is None or self.verified_how is None:
            if identity is IdentityOutcome.PENDING and not reason:
                raise IdentityCheckPending("reason")
            if identity is not None and not reason:
                raise IdentityNotConfirmed("reason", outcome=identity.value)
            self.verified_at, self.verified_by, self.verified_how = at, by, VerifiedHow.OFFICER
        self.approved_at, self.approved_by = at, by
        self.disabled_for, self.appealed_at = frozenset(), None
        self.vouched_until = quarter_end(today)

    def refuse(self, by: UUID) -> None:
        """The application is refused; new evidence or an appeal opens it again."""
        self.require(ReporterStatus.APPLIED)
        self.decided_by, self.appealed_at = by, None
        self._become(ReporterStatus.REFUSED)

    def suspend(self, at: datetime, by: UUID | None = None) -> None:
        """Stops a verified reporter from doing anything."""
        self.require(ReporterStatus.VERIFIED)
        self.suspended_at, self.decided_by, self.appealed_at = at, by, None
        self._become(ReporterStatus.SUSPENDED)

    def restore(self, probation_until: date | None = None) -> None:
        """Ends a suspension; the approval stands, perhaps on probation."""
        self.require(ReporterStatus.SUSPENDED)
        self.suspended_at, self.appealed_at = None, None
        self.probation_until = probation_until or self.probation_until
        self._become(ReporterStatus.VERIFIED)

    def hand_in(self, credential: Credential, newsroom: PressAgency, today: date) -> None:
        """An application starts again with it; a working reporter goes on until it is checked."""
        newsroom.require_active(today)
        credential = credential.fitting(newsroom.kind, self.category, today)
        if self.status is ReporterStatus.VERIFIED:
            self.renewal = credential
        else:
            self.require(ReporterStatus.APPLIED, ReporterStatus.REFUSED)
            self.credential, self.status, self.appealed_at = credential, ReporterStatus.APPLIED, None
        self.version += 1

    def move(self, newsroom: PressAgency, credential: Credential, today: date) -> None:
        """Another newsroom, another check: only that the person is who he says still counts."""
        self.require(ReporterStatus.VERIFIED, ReporterStatus.APPLIED, ReporterStatus.REFUSED)
        if newsroom.id == self.press_agency_id:
            raise SameNewsroom("press_agency_id")
        newsroom.require_active(today)
        fitting = credential.fitting(newsroom.kind, self.category, today)
        self.press_agency_id, self.credential, self.renewal = newsroom.id, fitting, None
        self.approved_at = self.approved_by = self.vouched_until = self.appealed_at = None
        self.warned_of_credential = self.warned_of_vouching = None
        self.disabled_for = frozenset()
        self._become(ReporterStatus.APPLIED)

    def require_version(self, expected: int) -> None:
        """Raises StaleVersion unless the caller saw the present version."""
        if expected != self.version:
            raise StaleVersion(expected=expected, actual=self.version)

    def require(self, *statuses: ReporterStatus) -> None:
        """Raises WrongReporterStatus."""
        if self.status not in statuses:
            raise WrongReporterStatus(status=self.status.value)

    def _become(self, status: ReporterStatus) -> None:
        self.status = status
        self.version += 1

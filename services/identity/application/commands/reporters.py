"""Commands about accreditations."""

from datetime import date
from uuid import UUID

import msgspec

from services.identity.application.commands.actor import Actor
from services.identity.application.commands.protection import GiveConsent
from services.identity.domain.model import Credential, ReporterCategory


class AskIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """A look-up in the population database under an officer's code (MaCanBo); the birth date is sealed."""

    check_id: UUID
    officer_code: str
    birth_cipher: bytes | None = None


class ApplyAsReporter(msgspec.Struct, frozen=True, kw_only=True):
    """Ask to be accredited as a reporter of a newsroom."""

    reporter_id: UUID
    actor: Actor
    press_agency_id: UUID
    credential: Credential
    category: ReporterCategory = ReporterCategory.STAFF
    home_organisation: str | None = None
    check: AskIdentity | None = None
    consent: GiveConsent | None = None
    """What the person agrees to with the application."""


class ChangeReporter(msgspec.Struct, frozen=True, kw_only=True):
    """Verify, refuse, suspend or restore a reporter; which of them is the handler's name."""

    reporter_id: UUID
    actor: Actor
    expected_version: int
    reason: str = ""
    probation_until: date | None = None


class HandInCredential(msgspec.Struct, frozen=True, kw_only=True):
    """A new press card or letter, by the reporter."""

    reporter_id: UUID
    actor: Actor
    expected_version: int
    credential: Credential


class MoveReporter(msgspec.Struct, frozen=True, kw_only=True):
    """Work for another newsroom from now on, by the reporter."""

    reporter_id: UUID
    actor: Actor
    expected_version: int
    press_agency_id: UUID
    credential: Credential
    check: AskIdentity | None = None


class CheckIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """Ask the population database again, by an officer under his own code."""

    reporter_id: UUID
    actor: Actor
    check: AskIdentity


class VouchForReporters(msgspec.Struct, frozen=True, kw_only=True):
    """A newsroom vouches for all its reporters at once, but for those who have left."""

    press_agency_id: UUID
    actor: Actor
    left: frozenset[UUID] = frozenset()


class AppealDecision(msgspec.Struct, frozen=True, kw_only=True):
    """Ask that a refusal or a suspension be looked at again."""

    reporter_id: UUID
    actor: Actor
    statement: str


class DecideAppeal(msgspec.Struct, frozen=True, kw_only=True):
    """Another officer grants the appeal or does not."""

    reporter_id: UUID
    actor: Actor
    expected_version: int
    granted: bool
    reason: str
    probation_until: date | None = None

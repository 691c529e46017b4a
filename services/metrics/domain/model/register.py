"""Facts about those who take part: state agencies, press agencies, reporters."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from services.metrics.domain.model.merging import Whole, latest


@dataclass(frozen=True, slots=True)
class AgencyFacts(Whole):
    """A state agency is in the register; code and name are the last told, which the release before reads."""

    id: UUID
    version: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class AgencyState(Whole):
    """What an agency is from an instant on, without one since before the register began (ADR 0026)."""

    id: UUID
    version: int
    agency_id: UUID
    valid_from: datetime | None
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Succession(Whole):
    """One of those who follow an agency from the instant at which it ends."""

    id: UUID
    version: int
    agency_id: UUID
    successor_id: UUID
    ended_at: datetime


def state_id(agency_id: UUID, version: int) -> UUID:
    """Each version is a row of its own, so that no name told hides another."""
    return uuid5(agency_id, f"state {version}")


def succession_id(agency_id: UUID, successor_id: UUID) -> UUID:
    """A split has several."""
    return uuid5(agency_id, f"successor {successor_id}")


@dataclass(frozen=True, slots=True)
class PressAgencyFacts(Whole):
    """A press agency as registered."""

    id: UUID
    version: int
    name: str


@dataclass(frozen=True, slots=True)
class Affiliation:
    """The press agency that a reporter works for."""

    version: int
    press_agency_id: UUID


@dataclass(frozen=True, slots=True)
class Verification:
    """A department officer has checked the reporter's credential; a suspension does not undo it."""

    version: int
    verified_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the reporter is suspended."""

    version: int
    suspended: bool


@dataclass(frozen=True, slots=True)
class ReporterFacts:
    """What is known of one reporter; no name, only where and whether verified."""

    id: UUID
    affiliation: Affiliation | None = None
    verification: Verification | None = None
    standing: Standing | None = None

    def merge(self, other: "ReporterFacts") -> "ReporterFacts":
        """What both know together."""
        return ReporterFacts(
            self.id,
            latest(self.affiliation, other.affiliation),
            latest(self.verification, other.verification),
            latest(self.standing, other.standing),
        )

"""A press agency (cơ quan báo chí) as Luật Báo chí 126/2025/QH15 art. 2 classifies it."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.identity.domain.errors import (
    InvalidDomain,
    LicenceEnded,
    NotARenewal,
    PressAgencyIsExpired,
    StaleVersion,
)

_DOMAIN = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class PressType(StrEnum):
    """How the agency reaches people; one agency may have several."""

    PRINT = "PRINT"
    ONLINE = "ONLINE"
    RADIO = "RADIO"
    TELEVISION = "TELEVISION"


class PressKind(StrEnum):
    """What the agency is; a scientific journal has no press cards."""

    NEWSPAPER = "NEWSPAPER"
    MAGAZINE = "MAGAZINE"
    SCIENTIFIC_JOURNAL = "SCIENTIFIC_JOURNAL"
    NEWS_AGENCY = "NEWS_AGENCY"
    BROADCASTER = "BROADCASTER"
    BULLETIN = "BULLETIN"


class LicenceStatus(StrEnum):
    """Whether the newsroom may vouch for people and take them on."""

    ACTIVE = "active"
    EXPIRED = "expired"


@dataclass(frozen=True)
class PressDetails:
    """What is known besides name and kind; `central` bodies may have any number of resident reporters.

    `purpose` is the tôn chỉ, mục đích of a magazine (art. 2.15); `valid_to` the licence's last day.
    Raises InvalidDomain.
    """

    licence_no: str | None = None
    governing_body: str | None = None
    central: bool = False
    purpose: str | None = None
    domains: tuple[str, ...] = ()
    head: str | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        for domain in self.domains:
            if not _DOMAIN.fullmatch(domain):
                raise InvalidDomain("domains", domain=domain)


@dataclass(frozen=True)
class PressProfile:
    """What somebody enters of a press agency: in the register, in an application, in an import."""

    name: str
    types: frozenset[PressType]
    kind: PressKind
    details: PressDetails = PressDetails()


@dataclass(eq=False)
class PressAgency:
    """Its types are a set: most newsrooms print and are online."""

    id: UUID
    name: str
    types: frozenset[PressType]
    kind: PressKind
    registered_at: datetime
    version: int = 1
    details: PressDetails = field(default_factory=PressDetails)
    status: LicenceStatus = LicenceStatus.ACTIVE
    warned_of: date | None = None

    @property
    def profile(self) -> PressProfile:
        """What the register says of it."""
        return PressProfile(self.name, self.types, self.kind, self.details)

    def revise(self, profile: PressProfile) -> bool:
        """Takes over what is entered, but for the licence's last day; says whether anything changed."""
        kept = replace(profile, details=replace(profile.details, valid_to=self.details.valid_to))
        if kept == self.profile:
            return False
        self.name, self.types, self.kind, self.details = kept.name, kept.types, kept.kind, kept.details
        self.version += 1
        return True

    def renew(self, valid_to: date, today: date) -> None:
        """Raises NotARenewal unless the licence goes on longer than now and than today."""
        known = self.details.valid_to
        if valid_to < today or (known is not None and valid_to <= known):
            raise NotARenewal("valid_to", valid_to=(known or today).isoformat())
        self.details = replace(self.details, valid_to=valid_to)
        self.status, self.warned_of = LicenceStatus.ACTIVE, None
        self.version += 1

    def expire(self, today: date) -> bool:
        """Whether the licence has run out, which is found once; it counts up to and including its day."""
        known = self.details.valid_to
        if known is None or today <= known or self.status is LicenceStatus.EXPIRED:
            return False
        self.status = LicenceStatus.EXPIRED
        self.version += 1
        return True

    def warn(self, today: date, ahead: timedelta) -> bool:
        """Whether a warning is due, which is said once for each last day."""
        known = self.details.valid_to
        if known is None or self.warned_of == known or not known - ahead <= today <= known:
            return False
        self.warned_of = known
        self.version += 1
        return True

    def require_active(self, today: date) -> None:
        """Raises PressAgencyIsExpired, whether or not the sweep has come by since the licence ended."""
        known = self.details.valid_to
        if self.status is LicenceStatus.EXPIRED or (known is not None and today > known):
            raise PressAgencyIsExpired("press_agency_id", valid_to=known.isoformat() if known else "")

    def require_version(self, expected: int) -> None:
        """Raises StaleVersion unless the caller saw the present version."""
        if expected != self.version:
            raise StaleVersion(expected=expected, actual=self.version)


def require_running(details: PressDetails, today: date) -> None:
    """Raises LicenceEnded for a licence that is over when it is entered."""
    if details.valid_to is not None and details.valid_to < today:
        raise LicenceEnded("valid_to", valid_to=details.valid_to.isoformat())

"""What this service needs to know of a reporter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Standing:
    """Whether an account may act; `version` is the reporter's in identity, and the higher one is true."""

    account_id: UUID
    suspended: bool
    since: datetime
    version: int


@dataclass(frozen=True)
class Reporter:
    """A reporter as identity has told; `good` from verification on, except while suspended."""

    reporter_id: UUID
    press_agency_id: UUID
    newsroom: str
    good: bool


@dataclass(frozen=True)
class Organiser:
    """The agency that holds a press event; `level` CITY or PROVINCE is the province's own committee."""

    agency_id: UUID
    name: str
    level: str

    @property
    def is_the_committee(self) -> bool:
        """Whether the law asks it for no notice ahead (NĐ 237/2026/NĐ-CP article 22)."""
        return self.level in ("CITY", "PROVINCE")

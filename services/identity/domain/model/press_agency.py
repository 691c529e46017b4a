"""A press agency (cơ quan báo chí) as Luật Báo chí 126/2025/QH15 art. 2 classifies it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


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


@dataclass(eq=False)
class PressAgency:
    """Its types are a set: most newsrooms print and are online."""

    id: UUID
    name: str
    types: frozenset[PressType]
    kind: PressKind
    registered_at: datetime
    version: int = 1

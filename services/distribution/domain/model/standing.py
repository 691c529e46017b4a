"""The only fact this service knows yet is who may act.

A release, its editions and its embargo come with the first feature.
"""

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

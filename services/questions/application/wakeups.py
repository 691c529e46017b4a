"""Ports of the sweep: what is to be told of a question, and who is above its agency."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from services.questions.domain.wakeups import Wakeup


class ClaimedWakeup(msgspec.Struct, frozen=True, kw_only=True):
    """The `told`-th moment of a target or ladder, marked as told in the same transaction."""

    question_id: UUID
    lead_agency_id: UUID | None
    press_agency_id: UUID
    policy_version: str
    calendar_version: str
    version: int
    kind: str
    told: int
    due_at: datetime
    moment: datetime


class Superior(msgspec.Struct, frozen=True):
    """The head of an agency as named on the day; without a person where identity has named none."""

    agency_id: UUID
    account_id: UUID | None
    full_name: str | None
    position_held: str | None


class Wakeups(Protocol):
    """What time will bring, each claimed by one transaction only."""

    def begin(self, question_id: UUID, wakeup: Wakeup) -> None:
        """Of a new question, written at commit."""

    async def put(self, question_id: UUID, wakeups: Sequence[Wakeup], now: datetime) -> None:
        """All there is from now on; what was told stays told unless it has moved into the future."""

    async def set(self, question_id: UUID, wakeup: Wakeup, now: datetime) -> None:
        """One of them."""

    async def claim(self, kind: str, now: datetime, limit: int) -> Sequence[ClaimedWakeup]:
        """Marks as told and returns what is due of one kind; a question is among them once."""


class Hierarchy(Protocol):
    """Who is above whom, as identity has told."""

    async def superior(self, agency_id: UUID, levels_up: int, at: datetime) -> Superior:
        """The head so many levels above, or of the topmost agency where there are not so many."""

    def record(self, question_id: UUID, level: int, superior: Superior | None, at: datetime) -> None:
        """Whom it went to, by name; the bus carries only ids."""

"""What sending needs from outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from services.distribution.application.ports.unit import Unit
from services.distribution.domain.model.deliveries import Channel, Round


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What is told, once for all receivers; `id` is the cause's, `version` its place among its subject's."""

    id: UUID
    topic: str
    subject_id: UUID
    version: int | None
    release_id: UUID | None
    headline: str | None
    occurred_at: datetime
    body: bytes


class Accepted(msgspec.Struct, frozen=True):
    """A delivery that its receiver has accepted now."""

    delivery_id: UUID
    release_id: UUID | None
    channel: Channel
    press_agency_id: UUID | None


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """One delivery that waits, and what is to be sent."""

    delivery_id: UUID
    attempts: int
    message: Message


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """An endpoint that nobody else sends to while the lease lasts, and the head of its queue.

    `former_secret` is there while it signs too.
    """

    endpoint_id: UUID
    lease: UUID
    address: str
    secret: bytes = b""
    former_secret: bytes | None = None
    language: str = ""
    pending: Sequence[Pending] = ()


class Deliveries(Protocol):
    """The ledger, and each endpoint's queue in it."""

    async def tell(self, message: Message) -> int:
        """A delivery for each endpoint that wants it; a message waits for those before it of its subject."""

    async def settle(self, rounds: Sequence[Round]) -> Sequence[Accepted]:
        """What was attempted; a delivery that was accepted before is not reported again."""

    async def again(self, endpoint_id: UUID, delivery_id: UUID) -> bool:
        """Back into the queue; False when there is no such delivery, raises StillPending."""


class DeliveryUnit(Unit, Protocol):
    """One transaction with the ledger."""

    @property
    def deliveries(self) -> Deliveries:
        """The ledger."""

"""One message on its way to one endpoint: at least once, in order, until it is accepted or given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID


class DeliveryStatus(StrEnum):
    """`dropped`: the endpoint was gone or removed before its turn came."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    DROPPED = "dropped"


class Channel(StrEnum):
    """How it goes."""

    WEBHOOK = "webhook"
    EMAIL = "email"


LONGEST_WAIT = timedelta(hours=24)
"""That a receiver can ask for; whoever is away for longer is asked again and again."""


@dataclass(frozen=True)
class Reply:
    """What came of one attempt: a status, or why there was none; `final` if trying again is vain.

    `wait`: the receiver wants to be left alone for at least this long.
    """

    status: int | None = None
    error: str | None = None
    final: bool = False
    wait: timedelta | None = None

    @property
    def accepted(self) -> bool:
        """Only 2xx is; a redirect is not followed, so it is a failure too."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """The receiver wants nothing more (Standard Webhooks: 410)."""
        return self.status == 410


@dataclass(frozen=True)
class RetrySchedule:
    """The waiting times between attempts; after the last one the delivery is given up."""

    delays: tuple[timedelta, ...]

    @classmethod
    def parse(cls, text: str) -> "RetrySchedule":
        """From seconds separated by commas; raises ValueError unless they grow."""
        seconds = [float(part) for part in text.split(",")]
        if seconds != sorted(seconds) or seconds[0] <= 0:
            raise ValueError("the waiting times must be positive and grow")
        return cls(tuple(timedelta(seconds=each) for each in seconds))

    def after(self, attempts: int) -> timedelta | None:
        """How long to wait after this many failed attempts; None when it is given up."""
        return self.delays[attempts - 1] if attempts <= len(self.delays) else None

    def attempt(self, delivery_id: UUID, attempts: int, reply: Reply) -> "Attempt":
        """The attempt with what follows from its reply."""
        over = reply.accepted or reply.gone or reply.final
        delay = None if over else self.after(attempts)
        if delay is not None and reply.wait is not None:
            delay = max(delay, min(reply.wait, LONGEST_WAIT))
        return Attempt(delivery_id, attempts, reply, delay)


@dataclass(frozen=True)
class Attempt:
    """One attempt that was made; `attempts` counts it."""

    delivery_id: UUID
    attempts: int
    reply: Reply
    retry_in: timedelta | None

    @property
    def status(self) -> DeliveryStatus:
        """What the delivery is now."""
        if self.reply.accepted:
            return DeliveryStatus.DELIVERED
        if self.retry_in is None:
            return DeliveryStatus.FAILED
        return DeliveryStatus.PENDING


@dataclass(frozen=True)
class Round:
    """What was done with the endpoint's queue while `lease` was held."""

    endpoint_id: UUID
    lease: UUID
    attempts: Sequence[Attempt]

    @property
    def gone(self) -> bool:
        """Whether the endpoint is to be told nothing more."""
        return any(attempt.reply.gone for attempt in self.attempts)

    @property
    def retry_in(self) -> timedelta | None:
        """How long the whole queue waits; None when the next one may go at once."""
        return self.attempts[-1].retry_in if self.attempts else None

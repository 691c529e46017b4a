"""What a service consumes, as data: for its worker, the NATS permissions and the AsyncAPI documents."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from shared.contracts.event import Event
from shared.messaging.streams import DEAD_LETTERS

Handler = Callable[[Any, UUID, Any], Awaitable[object]]
"""`async (event, cause, uow)`: cause is the event's CloudEvents id, uow the service's unit of work."""

_DURABLE = re.compile(r"[a-z]+(-[a-z_]+)+")


class Consumes(Protocol):
    """A durable consumer: on which stream, under which name, which subjects."""

    @property
    def stream(self) -> str:
        """The publisher."""
        ...

    @property
    def durable(self) -> str:
        """The consumer's name, unique within the suite."""
        ...

    @property
    def subject(self) -> str:
        """The filter: one type, or `<publisher>.>`."""
        ...


@dataclass(frozen=True)
class Subscription:
    """One event type, one durable consumer, one handler; `consumer` is `<service>-<aggregate>-<fact>`.

    The handler runs inside the unit of work, after the inbox has accepted the message for `consumer`.
    """

    event: type[Event]
    consumer: str
    handler: Handler
    workers: int = 1
    """Messages handled at once; more than one gives up the order of delivery."""

    def __post_init__(self) -> None:
        if not _DURABLE.fullmatch(self.consumer):
            raise ValueError(f"{self.consumer!r} is not <service>-<aggregate>-<fact>")

    @property
    def durable(self) -> str:
        """The consumer's name on the stream."""
        return self.consumer

    @property
    def stream(self) -> str:
        """The stream of the event's publisher."""
        return self.event.publisher()

    @property
    def subject(self) -> str:
        """The event's type name."""
        return self.event.type_name()


@dataclass(frozen=True)
class DeadLetterConsumer:
    """A service's own consumer of its dead letters: reading and acknowledging is all that replay needs."""

    service: str

    @property
    def stream(self) -> str:
        """The work-queue stream of all dead letters."""
        return DEAD_LETTERS

    @property
    def durable(self) -> str:
        """One for each service."""
        return f"{self.service}-dead-letters"

    @property
    def subject(self) -> str:
        """The service's own letters only."""
        return f"{DEAD_LETTERS}.{self.service}.>"

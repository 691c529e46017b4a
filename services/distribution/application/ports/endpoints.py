"""What the use cases of endpoints need from outside."""

from typing import Protocol
from uuid import UUID

from services.distribution.application.ports.deliveries import Deliveries
from services.distribution.application.ports.unit import Unit
from services.distribution.domain.model.endpoints import Endpoint, Receiver


class Endpoints(Protocol):
    """Webhooks."""

    async def add(self, endpoint: Endpoint) -> None:
        """A new one, with an empty queue; raises EndpointExists."""

    async def get(self, endpoint_id: UUID, receiver: Receiver) -> Endpoint | None:
        """The receiver's, for change."""

    async def put(self, endpoint: Endpoint) -> None:
        """What has changed of it; what waits for it still does."""

    async def put_with_queue(self, endpoint: Endpoint) -> None:
        """The same for another status; an endpoint that is not active has an empty queue."""

    async def count(self, receiver: Receiver) -> int:
        """How many the receiver has; others of his wait until this transaction ends."""


class Sealer(Protocol):
    """Encrypts secrets under the operator's key."""

    def seal(self, secret: str) -> bytes:
        """Encrypted."""

    def open(self, sealed: bytes) -> str:
        """The secret."""


class Reachability(Protocol):
    """Which hosts are out of bounds."""

    async def check(self, url: str) -> None:
        """Raises InvalidWebhookAddress, or ForbiddenWebhookAddress for a host within a special network."""


class EndpointUnit(Unit, Protocol):
    """One transaction with the repositories of endpoints."""

    @property
    def endpoints(self) -> Endpoints:
        """Webhooks."""

    @property
    def deliveries(self) -> Deliveries:
        """Their queues."""

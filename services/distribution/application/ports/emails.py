"""What the use cases of e-mail addresses need from outside."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.distribution.application.ports.deliveries import Deliveries, Message
from services.distribution.application.ports.unit import Unit
from services.distribution.domain.model.emails import EmailAddress


class Emails(Protocol):
    """Addresses of newsrooms."""

    async def add(self, email: EmailAddress, question: Message) -> None:
        """A new one and the message that asks for confirmation; raises EndpointExists."""

    async def get(self, email_id: UUID, press_agency_id: UUID) -> EmailAddress | None:
        """The newsroom's, for change."""

    async def asked_by(self, token_hash: str) -> EmailAddress | None:
        """The one that was asked with this token, for change."""

    async def put(self, email: EmailAddress) -> None:
        """Its status and version; its queue follows."""

    async def count(self, press_agency_id: UUID, since: datetime) -> int:
        """How many the newsroom has, or had since; others of it wait until this transaction ends."""


class EmailUnit(Unit, Protocol):
    """One transaction with the repositories of e-mail addresses."""

    @property
    def emails(self) -> Emails:
        """Addresses."""

    @property
    def deliveries(self) -> Deliveries:
        """Their queues."""

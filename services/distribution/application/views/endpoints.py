"""What a receiver sees of its endpoints and of what was sent there."""

from datetime import datetime
from typing import Self
from uuid import UUID

import msgspec

from services.distribution.domain.model.deliveries import DeliveryStatus
from services.distribution.domain.model.emails import EmailAddress, EmailStatus
from services.distribution.domain.model.endpoints import Endpoint, EndpointStatus, Topic


class EndpointView(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook; `secret` is there once, in the answer that made it, and null ever after.

    Until `former_secret_until` what is sent is signed with the secret before it as well.
    """

    id: UUID
    url: str
    topics: tuple[Topic, ...]
    status: EndpointStatus
    created_at: datetime
    former_secret_until: datetime | None = None
    version: int
    secret: str | None = None

    @classmethod
    def of(cls, endpoint: Endpoint) -> Self:
        """Without its secret."""
        return cls(
            id=endpoint.id,
            url=endpoint.url,
            topics=endpoint.topics,
            status=endpoint.status,
            created_at=endpoint.created_at,
            former_secret_until=endpoint.former_until,
            version=endpoint.version,
        )


class EmailView(msgspec.Struct, frozen=True, kw_only=True):
    """An e-mail address of a newsroom."""

    id: UUID
    address: str
    language: str
    topics: tuple[Topic, ...]
    status: EmailStatus
    created_at: datetime
    confirmed_at: datetime | None
    version: int

    @classmethod
    def of(cls, email: EmailAddress) -> Self:
        """Without the token of its link."""
        return cls(**{name: getattr(email, name) for name in cls.__struct_fields__})


class DeliveryView(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the ledger; `next_attempt_at` is when it is tried again, after those before it."""

    id: UUID
    topic: str
    release_id: UUID | None
    status: DeliveryStatus
    attempts: int
    last_status: int | None
    last_error: str | None
    created_at: datetime
    last_attempt_at: datetime | None
    next_attempt_at: datetime | None
    delivered_at: datetime | None
    position: int

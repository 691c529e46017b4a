"""Where a receiver wants to be told, and by whom an endpoint may be seen and changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.distribution.domain.errors.endpoints import (
    EndpointActive,
    EndpointInactive,
    NoReceiver,
    StaleEndpoint,
)

MOST_ENDPOINTS = 10
"""Of one receiver."""


BOTH_SECRETS = timedelta(hours=24)
"""How long what is sent is signed with the former secret too, after it was changed; real time."""


class Topic(StrEnum):
    """What a receiver can be told of; the names are those of the webhooks."""

    RELEASE_PUBLISHED = "release.published"
    RELEASE_CORRECTED = "release.corrected"
    RELEASE_WITHDRAWN = "release.withdrawn"
    ANSWER_PUBLISHED = "answer.published"


class EndpointStatus(StrEnum):
    """`gone`: it answered 410; `removed`: its owner wants it no more, only the ledger remembers it."""

    ACTIVE = "active"
    GONE = "gone"
    REMOVED = "removed"


@dataclass(frozen=True)
class Receiver:
    """A newsroom, or a machine client in its own name."""

    press_agency_id: UUID | None = None
    client_id: str | None = None

    def __post_init__(self) -> None:
        if (self.press_agency_id is None) == (self.client_id is None):
            raise NoReceiver


@dataclass(eq=False, kw_only=True)
class Endpoint:
    """A webhook; `sealed_secret` is the encrypted secret that signs what is sent there.

    Until `former_until` the one before it signs too, so that the receiver can change over at leisure.
    """

    id: UUID
    receiver: Receiver
    url: str
    topics: tuple[Topic, ...]
    sealed_secret: bytes
    created_at: datetime
    status: EndpointStatus = EndpointStatus.ACTIVE
    former_secret: bytes | None = None
    former_until: datetime | None = None
    version: int = 1

    def expect(self, version: int) -> None:
        """Raises StaleEndpoint unless the caller has read this version."""
        if version != self.version:
            raise StaleEndpoint

    def enable(self) -> None:
        """After it was gone; raises EndpointActive."""
        if self.status is EndpointStatus.ACTIVE:
            raise EndpointActive
        self.status = EndpointStatus.ACTIVE
        self.version += 1

    def rotate(self, sealed_secret: bytes, now: datetime) -> None:
        """Another secret; a third one that was still signing is gone."""
        self.former_secret, self.former_until = self.sealed_secret, now + BOTH_SECRETS
        self.sealed_secret = sealed_secret
        self.version += 1

    def remove(self) -> None:
        """For good; the secrets go with it."""
        self.status, self.sealed_secret = EndpointStatus.REMOVED, b""
        self.former_secret = self.former_until = None
        self.version += 1

    def must_be_active(self) -> None:
        """Raises EndpointInactive."""
        if self.status is not EndpointStatus.ACTIVE:
            raise EndpointInactive

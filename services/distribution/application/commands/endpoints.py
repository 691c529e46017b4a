"""What a receiver may ask for."""

from uuid import UUID

import msgspec

from services.distribution.domain.model.endpoints import Receiver, Topic


class RegisterEndpoint(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook; `secret` is shown to its owner once."""

    endpoint_id: UUID
    receiver: Receiver
    url: str
    topics: tuple[Topic, ...]
    secret: str


class ChangeEndpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Enable again, or remove."""

    endpoint_id: UUID
    receiver: Receiver
    expected_version: int


class RotateSecret(ChangeEndpoint, frozen=True, kw_only=True):
    """Another secret, shown once."""

    secret: str


class Redeliver(msgspec.Struct, frozen=True, kw_only=True):
    """Send again what was delivered, given up or dropped."""

    endpoint_id: UUID
    delivery_id: UUID
    receiver: Receiver

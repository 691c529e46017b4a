"""Machine clients and door devices, as readers get them; never a secret that was shown before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.identity.domain.model import DeviceCode, MachineClient


class ClientView(msgspec.Struct, frozen=True, kw_only=True):
    """A client; `secret` is there once, in the answer that made it."""

    client_id: str
    name: str
    grant_types: list[str]
    scopes: list[str]
    audiences: list[str]
    keys: list[Mapping[str, Any]]
    has_secret: bool
    previous_secret_until: datetime | None
    tokens_per_minute: int | None
    requests_per_minute: int | None
    press_event_id: UUID | None
    gate: str | None
    agency_id: UUID | None
    expires_at: datetime | None
    disabled_at: datetime | None
    version: int
    secret: str | None = None

    @classmethod
    def of(cls, client: MachineClient, secret: str | None = None) -> "ClientView":
        """The client, with the secret that was made just now."""
        return cls(
            client_id=client.client_id,
            name=client.name,
            grant_types=sorted(client.grant_types),
            scopes=sorted(client.scopes),
            audiences=sorted(client.audiences),
            keys=list(client.keys),
            has_secret=client.secret is not None,
            previous_secret_until=None if client.secret is None else client.secret.previous_until,
            tokens_per_minute=client.limits.tokens_per_minute,
            requests_per_minute=client.limits.requests_per_minute,
            press_event_id=client.place.press_event_id,
            gate=client.place.gate,
            agency_id=client.place.agency_id,
            expires_at=client.expires_at,
            disabled_at=client.disabled_at,
            version=client.version,
            secret=secret,
        )


class DeviceCodeView(msgspec.Struct, frozen=True, kw_only=True):
    """A one-time code, shown once."""

    code: str
    name: str
    press_event_id: UUID | None
    gate: str | None
    expires_at: datetime

    @classmethod
    def of(cls, made: DeviceCode, text: str) -> "DeviceCodeView":
        """The code and its text."""
        place = made.place
        return cls(
            code=text,
            name=made.name,
            press_event_id=place.press_event_id,
            gate=place.gate,
            expires_at=made.expires_at,
        )


class EnrolledDeviceView(msgspec.Struct, frozen=True, kw_only=True):
    """All that a device needs to get tokens by `private_key_jwt`; `kid` is its key's name here."""

    client_id: str
    kid: str
    issuer: str
    token_endpoint: str
    scope: str
    press_event_id: UUID | None
    gate: str | None


class AccountView(msgspec.Struct, frozen=True, kw_only=True):
    """An account; of the personal identifier only the last four digits."""

    id: UUID
    full_name: str | None
    identifier_last4: str
    created_at: datetime
    signed_in_at: datetime | None
    disabled_at: datetime | None
    version: int

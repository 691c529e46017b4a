"""Requests about machine clients and door devices."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from services.identity.entrypoints.schemas.base import Body, Name

GrantName = Literal["urn:ietf:params:oauth:grant-type:token-exchange", "client_credentials", "refresh_token"]
Scope = Annotated[
    str, msgspec.Meta(max_length=60, pattern=r"^[a-z_]+(:[a-z_]+)?$", examples=["reporters:read"])
]
Audience = Annotated[str, msgspec.Meta(max_length=400, pattern=r"^([!-~]+ )?[!-~]+$", examples=["super-app"])]
ClientId = Annotated[
    str, msgspec.Meta(min_length=3, max_length=60, pattern=r"^[a-z0-9][a-z0-9-]+$", examples=["hue-portal"])
]
PerMinute = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
Coordinate = Annotated[str, msgspec.Meta(max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
Gate = Annotated[str, msgspec.Meta(min_length=1, max_length=100, examples=["Cửa Ngọ Môn"])]


class PublicKey(Body, frozen=True, kw_only=True):
    """A public JWK (RFC 7517); a private one is refused."""

    kty: Literal["OKP", "EC"]
    crv: Literal["Ed25519", "P-256"]
    x: Coordinate
    y: Coordinate | None = None
    kid: Annotated[str, msgspec.Meta(min_length=1, max_length=100)] | None = None
    use: Literal["sig"] | None = None
    alg: Literal["Ed25519", "EdDSA", "ES256"] | None = None


class ReviseClientRequest(Body, frozen=True, kw_only=True):
    """The whole of a client's settings; audiences are its ids at identity providers."""

    name: Name
    grant_types: Annotated[tuple[GrantName, ...], msgspec.Meta(min_length=1, max_length=3)]
    scopes: Annotated[tuple[Scope, ...], msgspec.Meta(max_length=50)] = ()
    audiences: Annotated[tuple[Audience, ...], msgspec.Meta(max_length=20)] = ()
    keys: Annotated[tuple[PublicKey, ...], msgspec.Meta(max_length=10)] = ()
    tokens_per_minute: PerMinute | None = None
    requests_per_minute: PerMinute | None = None
    expires_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class RegisterClientRequest(ReviseClientRequest, frozen=True, kw_only=True):
    """A new client; with `secret` it gets one, which is shown once."""

    client_id: ClientId
    secret: bool = False


class RotateSecretRequest(Body, frozen=True, kw_only=True):
    """How long the secret before still counts."""

    overlap_minutes: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 0


class MakeDeviceCodeRequest(Body, frozen=True, kw_only=True):
    """For one device, at one press event or one gate, or wherever it is needed."""

    name: Name
    press_event_id: UUID | None = None
    gate: Gate | None = None


class EnrolDeviceRequest(Body, frozen=True, kw_only=True):
    """The code as it was read out, and the public half of the key that the device has made."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=30, examples=["7KQP-4M2X-9TBN"])]
    key: PublicKey

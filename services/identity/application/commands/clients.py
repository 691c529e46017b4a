"""Commands about machine clients and door devices; a secret arrives as its digest."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import Limits, Place
from services.identity.domain.model.client import Key


class ClientSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a client may do, and the public keys that it proves itself with."""

    name: str
    grant_types: frozenset[str]
    scopes: frozenset[str]
    audiences: frozenset[str] = frozenset()
    keys: tuple[Key, ...] = ()
    limits: Limits = Limits()
    expires_at: datetime | None = None


class RegisterClient(msgspec.Struct, frozen=True, kw_only=True):
    """Let a machine ask for tokens."""

    client_id: str
    secret_hash: bytes | None
    settings: ClientSettings
    by: UUID | None = None


class ReviseClient(msgspec.Struct, frozen=True, kw_only=True):
    """Put other settings in the place of a client's; its secret stays."""

    client_id: str
    expected_version: int
    settings: ClientSettings
    by: UUID | None


class RotateClientSecret(msgspec.Struct, frozen=True, kw_only=True):
    """Give a client a new secret; the one before still counts for `overlap_minutes` of real time."""

    client_id: str
    expected_version: int
    secret_hash: bytes
    overlap_minutes: int
    by: UUID | None


class DisableClient(msgspec.Struct, frozen=True, kw_only=True):
    """Give a client no more tokens; those it has live out their ten minutes."""

    client_id: str
    expected_version: int
    by: UUID | None


class MakeDeviceCode(msgspec.Struct, frozen=True, kw_only=True):
    """Let somebody bring in one door device within ten minutes."""

    code_id: str
    secret_hash: bytes
    name: str
    place: Place
    by: UUID | None


class EnrolDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device shows a code and the public key that it has made for itself."""

    client_id: str
    code_id: str
    secret: str
    key: Key

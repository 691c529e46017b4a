"""A machine that may ask for tokens: the super-app's backend, a door scanner, another province."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from services.identity.domain.errors import ClientCannotProve, ClientDisabled, StaleVersion

Key = Mapping[str, Any]
"""A public JWK (RFC 7517)."""
DOOR_SCOPE = "door:scan"


@dataclass(frozen=True)
class Place:
    """Where a door device may scan: one press event, a gate by its name, the doors of one agency."""

    press_event_id: UUID | None = None
    gate: str | None = None
    agency_id: UUID | None = None


@dataclass(frozen=True)
class Limits:
    """In a minute; None leaves the matter to the service."""

    tokens_per_minute: int | None = None
    requests_per_minute: int | None = None


@dataclass(frozen=True)
class Secret:
    """The digest of the secret in force, and of the one before until its time is over."""

    hash: bytes
    previous_hash: bytes | None = None
    previous_until: datetime | None = None

    def rotated(self, new_hash: bytes, until: datetime) -> "Secret":
        """The new one counts at once, this one until `until`."""
        return Secret(new_hash, self.hash, until)

    def matches(self, digest: bytes, at: datetime) -> bool:
        """Compares in constant time."""
        if hmac.compare_digest(digest, self.hash):
            return True
        before, until = self.previous_hash, self.previous_until
        return before is not None and until is not None and at < until and hmac.compare_digest(digest, before)


@dataclass(frozen=True)
class MachineClient:
    """It proves itself by a secret, by its own keys (RFC 7523), or either. Instants are real time.

    `audiences` are its ids at identity providers, one of which an ID token must be meant for: the issuer, a
    space, the id; or the id alone for the province's own provider.
    """

    client_id: str
    name: str
    secret: Secret | None
    grant_types: frozenset[str]
    scopes: frozenset[str]
    audiences: frozenset[str]
    keys: tuple[Key, ...] = ()
    limits: Limits = Limits()
    place: Place = Place()
    expires_at: datetime | None = None
    disabled_at: datetime | None = None
    version: int = 1

    def __post_init__(self) -> None:
        if self.secret is None and not self.keys:
            raise ClientCannotProve("keys")

    def may_act(self, at: datetime) -> bool:
        """Neither disabled nor expired."""
        return self.disabled_at is None and (self.expires_at is None or at < self.expires_at)

    def has_secret(self, secret: str, at: datetime) -> bool:
        """Whether this is the client's secret at this instant."""
        return self.secret is not None and self.secret.matches(secret_hash(secret), at)

    def audiences_at(self, issuer: str, own_issuer: str) -> frozenset[str]:
        """The client's ids at one identity provider."""
        pairs = (entry.rpartition(" ") for entry in self.audiences)
        return frozenset(name for where, _, name in pairs if (where or own_issuer) == issuer)

    def change(self, expected_version: int, **changes: Any) -> Self:
        """The next version; raises StaleVersion, ClientDisabled or ClientCannotProve."""
        if expected_version != self.version:
            raise StaleVersion(expected=expected_version, actual=self.version)
        if self.disabled_at is not None:
            raise ClientDisabled
        return replace(self, version=self.version + 1, **changes)


def secret_hash(secret: str) -> bytes:
    """Secrets are 256 random bits made by a command, so a plain digest is enough and fast."""
    return hashlib.sha256(secret.encode()).digest()

"""A machine that may ask for tokens: the super-app's backend, a door scanner, another province."""

import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True)
class MachineClient:
    """`audiences` are the client's ids at identity providers; an ID token must be meant for one of them."""

    client_id: str
    name: str
    secret_hash: bytes
    grant_types: frozenset[str]
    scopes: frozenset[str]
    audiences: frozenset[str]

    def has_secret(self, secret: str) -> bool:
        """Compares in constant time."""
        return hmac.compare_digest(secret_hash(secret), self.secret_hash)


def secret_hash(secret: str) -> bytes:
    """Secrets are 256 random bits made by a command, so a plain digest is enough and fast."""
    return hashlib.sha256(secret.encode()).digest()

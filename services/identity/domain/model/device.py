"""A one-time code with which a door scanner brings in its own key."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.identity.domain.model.client import Place

LIFETIME = timedelta(minutes=10)
MAX_FAILURES = 5
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that could be taken for a digit."""
ID_LENGTH, SECRET_LENGTH = 4, 8


@dataclass(eq=False)
class DeviceCode:
    """Read aloud or typed: the first four signs find it, the other eight prove it. Real time."""

    id: str
    secret_hash: bytes
    name: str
    place: Place
    made_by: UUID | None
    expires_at: datetime
    failures: int = 0
    used_at: datetime | None = None

    def redeem(self, secret: str, at: datetime) -> bool:
        """Uses it up when the secret is right; a wrong one is counted, and after five none is right."""
        if self.used_at is not None or at >= self.expires_at or self.failures >= MAX_FAILURES:
            return False
        if not hmac.compare_digest(code_hash(self.id, secret), self.secret_hash):
            self.failures += 1
            return False
        self.used_at = at
        return True


def code_hash(code_id: str, secret: str) -> bytes:
    """Forty random bits that live ten minutes and bear five guesses."""
    return hashlib.sha256(f"{code_id}-{secret}".encode()).digest()


def code_of(text: str) -> tuple[str, str]:
    """A code as typed: case, spaces and hyphens do not matter, nor O for 0, I and L for 1."""
    typed = text.upper().translate(str.maketrans("OIL", "011", " -"))
    return typed[:ID_LENGTH], typed[ID_LENGTH:]


def code_text(signs: str) -> str:
    """Twelve signs as they are shown, in fours."""
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))

"""Personal identifiers become keyed digests at the door; the digits go no further."""

import hashlib
import hmac
from pathlib import Path

from services.identity.domain.model import PersonalIdentifier, StoredIdentifier
from shared.settings import InvalidSettings

_KEY_BYTES = 32


class InvalidKeyFile(InvalidSettings):
    """A key file is missing, unreadable or too short; the message names the file and never its content."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__([], {path: reason})


class IdentifierDigests:
    """HMAC-SHA-256 under a key of this province: without it, 10^12 identifiers could be tried in an hour."""

    def __init__(self, key: bytes) -> None:
        if len(key) < _KEY_BYTES:
            raise InvalidKeyFile("identifier key", f"has less than {_KEY_BYTES} bytes")
        self._key = key

    @classmethod
    def from_file(cls, path: str) -> "IdentifierDigests":
        """The key is the file's content as it is; raises InvalidKeyFile."""
        try:
            return cls(Path(path).read_bytes())
        except OSError as error:
            raise InvalidKeyFile(path, str(error.strerror)) from error

    def of(self, text: str) -> StoredIdentifier:
        """Raises InvalidIdentifier unless the text is twelve digits."""
        identifier = PersonalIdentifier(text)
        digest = hmac.digest(self._key, identifier.digits.encode(), hashlib.sha256)
        return StoredIdentifier(digest, identifier.last4)

    def of_address(self, address: str) -> bytes:
        """A network address, or whatever else failures are counted by, without keeping it."""
        return hmac.digest(self._key, b"failures of " + address.encode(), hashlib.sha256)

"""Personal identifiers become keyed digests at the door; the digits go no further than to be sealed."""

import hashlib
import hmac
from collections.abc import Iterable
from pathlib import Path

from services.identity.adapters.identifier_keys import IdentifierCipher
from services.identity.adapters.key_files import InvalidKeyFile
from services.identity.domain.model import PersonalIdentifier, StoredIdentifier

__all__ = ["IdentifierDigests", "InvalidKeyFile"]

_KEY_BYTES = 32


class IdentifierDigests:
    """HMAC-SHA-256 under a key of this province: without it, 10^12 identifiers could be tried in an hour.

    `older` keys still find whoever was entered under them, until `rotate-identifiers` has been run.
    """

    def __init__(
        self, key: bytes, older: Iterable[bytes] = (), cipher: IdentifierCipher | None = None
    ) -> None:
        self._keys = (key, *older)
        self._cipher = cipher
        if any(len(each) < _KEY_BYTES for each in self._keys):
            raise InvalidKeyFile("identifier key", f"has less than {_KEY_BYTES} bytes")

    @classmethod
    def from_files(cls, path: str, cipher_path: str, older_paths: str = "") -> "IdentifierDigests":
        """The keys are the files' content as it is, older ones separated by spaces; raises InvalidKeyFile."""
        keys = [_read(each) for each in (path, *older_paths.split())]
        return cls(keys[0], keys[1:], IdentifierCipher.from_file(cipher_path))

    def of(self, text: str) -> StoredIdentifier:
        """Raises InvalidIdentifier unless the text is twelve digits."""
        identifier = PersonalIdentifier(text)
        cipher = self._cipher
        first, *older = (self._digest(key, identifier) for key in self._keys)
        return StoredIdentifier(
            first,
            identifier.last4,
            tuple(older),
            None if cipher is None else lambda account_id: cipher.seal(identifier, account_id),
        )

    def of_address(self, address: str) -> bytes:
        """A network address, or whatever else failures are counted by, without keeping it."""
        return hmac.digest(self._keys[0], b"failures of " + address.encode(), hashlib.sha256)

    def _digest(self, key: bytes, identifier: PersonalIdentifier) -> bytes:
        return hmac.digest(key, identifier.digits.encode(), hashlib.sha256)


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InvalidKeyFile(path, str(error.strerror)) from error

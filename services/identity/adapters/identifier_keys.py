"""The keys that personal identifiers are encrypted under: a versioned set in a file that a command keeps."""

import base64
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.identity.adapters.key_files import InvalidKeyFile, write_private
from services.identity.domain.model import BirthDate, PersonalIdentifier

_FORMAT = b"\x01"
_ID_BYTES = 8
_NONCE_BYTES = 12
_IDENTIFIER = "personal identifier"
_BIRTH_DATE = "birth date"


class CipherKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One AES-256 key; its id stands in front of what it has encrypted."""

    id: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
    key: str

    def __repr__(self) -> str:
        return f"CipherKey({self.id})"

    @classmethod
    def make(cls) -> "CipherKey":
        """A new random key under a new random id."""
        secret = AESGCM.generate_key(256)
        return cls(id=os.urandom(_ID_BYTES).hex(), key=base64.b64encode(secret).decode())


class KeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first key encrypts, all decrypt, so that a new one can be known everywhere before it is used."""

    keys: tuple[CipherKey, ...]


class UnreadableIdentifier(Exception):
    """The key is not in the file any more, or the bytes belong to another account or were changed."""


class IdentifierCipher:
    """AES-256-GCM; kind and owner are authenticated with it, so a row's bytes are of no use in another."""

    def __init__(self, keys: Iterable[CipherKey]) -> None:
        self._keys = {bytes.fromhex(key.id): AESGCM(base64.b64decode(key.key)) for key in keys}
        self.current = next(iter(self._keys))

    @classmethod
    def from_file(cls, path: str) -> "IdentifierCipher":
        """Raises InvalidKeyFile."""
        try:
            return cls(read_key_file(path).keys)
        except (ValueError, StopIteration) as error:
            raise InvalidKeyFile(path, f"no key set ({type(error).__name__})") from error

    def seal(self, identifier: PersonalIdentifier, account_id: UUID) -> bytes:
        """The digits, for one account."""
        return self.seal_text(identifier.digits, _IDENTIFIER, account_id)

    def open(self, sealed: bytes, account_id: UUID) -> PersonalIdentifier:
        """Raises UnreadableIdentifier."""
        return PersonalIdentifier(self.open_text(sealed, _IDENTIFIER, account_id))

    def seal_birth_date(self, birth: BirthDate, check_id: UUID) -> bytes:
        """The date that one look-up waits with."""
        return self.seal_text(birth.text, _BIRTH_DATE, check_id)

    def open_birth_date(self, sealed: bytes, check_id: UUID) -> BirthDate:
        """Raises UnreadableIdentifier."""
        return BirthDate(self.open_text(sealed, _BIRTH_DATE, check_id))

    def seal_text(self, text: str, kind: str, owner: UUID) -> bytes:
        """One byte for the form, the key's id, a random nonce, then the encrypted text with its tag.

        It opens only for the same `kind` and `owner`.
        """
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._keys[self.current].encrypt(nonce, text.encode(), _bound_to(kind, owner))
        return _FORMAT + self.current + nonce + sealed

    def open_text(self, sealed: bytes, kind: str, owner: UUID) -> str:
        """Raises UnreadableIdentifier."""
        key = self._keys.get(sealed[1 : 1 + _ID_BYTES])
        rest = sealed[1 + _ID_BYTES :]
        if sealed[:1] != _FORMAT or key is None:
            raise UnreadableIdentifier("sealed under a key that is not in the file")
        try:
            text = key.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], _bound_to(kind, owner))
        except (InvalidTag, ValueError) as error:
            raise UnreadableIdentifier("not what was sealed for this owner") from error
        return text.decode()

    def is_current(self, sealed: bytes) -> bool:
        """Whether the first key sealed it."""
        return sealed.startswith(_FORMAT + self.current)


def _bound_to(kind: str, owner: UUID) -> bytes:
    return f"caunoi identity {kind} {owner}".encode()


def read_key_file(path: str) -> KeyFile:
    """Raises InvalidKeyFile."""
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=KeyFile)
    except (OSError, msgspec.MsgspecError) as error:
        raise InvalidKeyFile(path, f"no key set ({type(error).__name__})") from error


def create_cipher_keys(path: Path) -> bool:
    """Makes the file with one new key, mode 600, unless it is there; says whether it did."""
    if path.exists():
        return False
    write_key_file(path, KeyFile(keys=(CipherKey.make(),)))
    return True


def write_key_file(path: Path, file: KeyFile) -> None:
    """Replaces the file in one step."""
    write_private(path, msgspec.json.encode(file))

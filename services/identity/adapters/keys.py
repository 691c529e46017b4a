"""The keys that sign access tokens: a private JWK set (RFC 7517) in a file, each key in its state."""

import logging
import os
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from services.identity.adapters.key_files import InvalidKeyFile, write_private

_LOOK_SECONDS = 1.0
log = logging.getLogger(__name__)


class KeyState(StrEnum):
    """`next` is published and does not sign yet; `retired` signs no more and is published still."""

    NEXT = "next"
    ACTIVE = "active"
    RETIRED = "retired"


class StoredKey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A key as the file has it; `since` is when it came into its state, as Unix time."""

    kty: str
    crv: str
    x: str
    d: str
    kid: str
    state: KeyState | None = None
    since: float = 0.0

    def opened(self) -> OKPKey:
        """The private key; raises JoseError or ValueError."""
        return OKPKey.import_key({"kty": "OKP", "crv": self.crv, "x": self.x, "d": self.d, "kid": self.kid})

    def public(self) -> dict[str, Any]:
        """What everyone may have of it."""
        own = {"kty": self.kty, "crv": self.crv, "x": self.x, "kid": self.kid}
        return {**own, "use": "sig", "alg": "Ed25519"}


class KeyFile(msgspec.Struct, frozen=True):
    """Exactly one key is active."""

    keys: tuple[StoredKey, ...]

    @classmethod
    def read(cls, path: Path) -> "KeyFile":
        """Raises InvalidKeyFile. Where no key has a state, the first one signs."""
        try:
            found = msgspec.json.decode(path.read_bytes(), type=cls).keys
            opened = [key.opened() for key in found]
        except (OSError, msgspec.MsgspecError, JoseError, ValueError, TypeError) as error:
            raise InvalidKeyFile(str(path), f"no private key set ({type(error).__name__})") from error
        first = [KeyState.ACTIVE, *[KeyState.NEXT] * len(found)]
        states = [key.state or other for key, other in zip(found, first, strict=False)]
        named = {key.kid for key in found if key.kid}
        if any(key.crv != "Ed25519" for key in found) or len(named) != len(opened):
            raise InvalidKeyFile(str(path), "every signing key is a private Ed25519 key with its own kid")
        if states.count(KeyState.ACTIVE) != 1:
            raise InvalidKeyFile(str(path), "exactly one signing key is active")
        pairs = zip(found, states, strict=True)
        return cls(tuple(msgspec.structs.replace(key, state=state) for key, state in pairs))

    def write(self, path: Path) -> None:
        """Replaces the file in one step, mode 600."""
        write_private(path, msgspec.json.encode(self))

    def in_state(self, state: KeyState) -> tuple[StoredKey, ...]:
        """Its keys in this state."""
        return tuple(key for key in self.keys if key.state is state)


class SigningKeys:
    """The keys as the file has them now: looked at each second, so that a rotation needs no restart.

    A file that has become unreadable changes nothing: the keys from before go on working.
    """

    def __init__(self, path: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._path, self._monotonic = path, monotonic
        self._looked_at, self._stamp = monotonic(), _stamp(path)
        self._take(KeyFile.read(path))

    @classmethod
    def from_file(cls, path: str) -> "SigningKeys":
        """Raises InvalidKeyFile when the file holds no private Ed25519 key with a kid."""
        return cls(Path(path))

    @property
    def signing(self) -> OKPKey:
        """The active key."""
        self._look()
        return self._signing

    def known(self, key_id: str) -> OKPKey | None:
        """A published key."""
        self._look()
        return self._by_id.get(key_id)

    def public(self) -> dict[str, Any]:
        """The JWK set that everyone may have: all states."""
        self._look()
        return {"keys": [key.public() for key in self._file.keys]}

    def _look(self) -> None:
        now = self._monotonic()
        if now - self._looked_at < _LOOK_SECONDS:
            return
        self._looked_at = now
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return
        try:
            self._take(KeyFile.read(self._path))
            self._stamp = stamp
        except InvalidKeyFile as error:
            log.error("signing keys not read again: %s", error)

    def _take(self, file: KeyFile) -> None:
        self._file = file
        self._by_id = {key.kid: OKPKey.import_key(key.public()) for key in file.keys}
        (active,) = file.in_state(KeyState.ACTIVE)
        self._signing = active.opened()


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def new_key(state: KeyState) -> StoredKey:
    """A key that has just been made."""
    made = OKPKey.generate_key("Ed25519", private=True, auto_kid=True).as_dict(private=True)
    return msgspec.convert({**made, "state": state, "since": time.time()}, StoredKey, strict=False)


def create_signing_keys(path: Path) -> bool:
    """Makes the file with one active key, mode 600, unless it is there; says whether it did."""
    if path.exists():
        return False
    KeyFile((new_key(KeyState.ACTIVE),)).write(path)
    return True


def create_identifier_key(path: Path) -> bool:
    """Makes the file with 32 random bytes, mode 600, unless it is there; says whether it did."""
    if path.exists():
        return False
    write_private(path, os.urandom(32))
    return True


def read_secret(path: str) -> str:
    """A secret that is a line of text; raises InvalidKeyFile."""
    try:
        return Path(path).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidKeyFile(path, f"no secret ({type(error).__name__})") from error

"""The keys of this service: those that sign editions (a private JWK set), and the one of media addresses."""

import os
from pathlib import Path
from typing import Any, cast

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey, OKPKey

from shared.settings import InvalidSettings


class ReleaseKeys:
    """The first key signs; all are published for ever, so that what an older one signed can be verified."""

    def __init__(self, keys: tuple[OKPKey, ...]) -> None:
        self.signing, self._keys = keys[0], keys

    @classmethod
    def from_file(cls, path: str) -> "ReleaseKeys":
        """Raises InvalidSettings when the file holds no private Ed25519 key with a kid."""
        try:
            stored = msgspec.json.decode(Path(path).read_bytes(), type=dict[str, Any])
            keys = tuple(KeySet.import_key_set(cast(Any, stored)))
        except (OSError, msgspec.MsgspecError, JoseError, KeyError, TypeError, ValueError) as error:
            raise _unusable("RELEASE_KEY_FILE", path, type(error).__name__) from error
        usable = tuple(key for key in keys if isinstance(key, OKPKey) and key.kid)
        if not usable or len(usable) != len(keys) or not usable[0].is_private:
            raise _unusable("RELEASE_KEY_FILE", path, "Ed25519 keys with a kid, the first one private")
        return cls(usable)

    def public(self) -> dict[str, Any]:
        """The JWK set that everyone may have."""
        keys = [
            {**key.as_dict(private=False), "use": "sig", "alg": "Ed25519", "kid": key.kid}
            for key in self._keys
        ]
        return {"keys": keys}


def address_key(path: str) -> OctKey:
    """The secret of expiring addresses; raises InvalidSettings unless the file holds 32 bytes or more."""
    try:
        secret = Path(path).read_bytes()
    except OSError as error:
        raise _unusable("MEDIA_KEY_FILE", path, type(error).__name__) from error
    if len(secret) < 32:
        raise _unusable("MEDIA_KEY_FILE", path, "at least 32 random bytes")
    return OctKey.import_key(secret)


def create_release_key(path: Path) -> bool:
    """Makes the file with one new key, mode 600, unless it is there; says whether it did."""
    if path.exists():
        return False
    key = OKPKey.generate_key("Ed25519", private=True, auto_kid=True)
    _write_private(path, msgspec.json.encode({"keys": [key.as_dict(private=True)]}))
    return True


def create_address_key(path: Path) -> bool:
    """Makes the file with 32 random bytes, mode 600, unless it is there; says whether it did."""
    if path.exists():
        return False
    _write_private(path, os.urandom(32))
    return True


def _unusable(setting: str, path: str, why: str) -> InvalidSettings:
    return InvalidSettings([], {setting: f"{path}: {why}"})


def _write_private(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    os.replace(draft, path)

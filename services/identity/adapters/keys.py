"""The keys that sign access tokens: a private JWK set (RFC 7517) in a file that a command makes."""

import os
from pathlib import Path
from typing import Any, cast

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from services.identity.adapters.identifiers import InvalidKeyFile


class SigningKeys:
    """The first key signs; all are published, so that a new one can be put first while old tokens live."""

    def __init__(self, keys: tuple[OKPKey, ...]) -> None:
        self.signing, self._keys = keys[0], keys

    @classmethod
    def from_file(cls, path: str) -> "SigningKeys":
        """Raises InvalidKeyFile when the file holds no private Ed25519 key with a kid."""
        try:
            stored = msgspec.json.decode(Path(path).read_bytes(), type=dict[str, Any])
            keys = tuple(KeySet.import_key_set(cast(Any, stored)))
        except (OSError, msgspec.MsgspecError, JoseError, KeyError, TypeError, ValueError) as error:
            raise InvalidKeyFile(path, f"no key set ({type(error).__name__})") from error
        usable = tuple(key for key in keys if isinstance(key, OKPKey) and key.kid and key.is_private)
        if not usable or len(usable) != len(keys):
            raise InvalidKeyFile(path, "every signing key is a private Ed25519 key with a kid")
        return cls(usable)

    def public(self) -> dict[str, Any]:
        """The JWK set that everyone may have."""
        keys = [
            {**key.as_dict(private=False), "use": "sig", "alg": "Ed25519", "kid": key.kid}
            for key in self._keys
        ]
        return {"keys": keys}


def create_signing_keys(path: Path) -> bool:
    """Makes the file with one new key, mode 600, unless it is there; says whether it did."""
    if path.exists():
        return False
    key = OKPKey.generate_key("Ed25519", private=True, auto_kid=True)
    document = msgspec.json.encode({"keys": [key.as_dict(private=True)]})
    _write_private(path, document)
    return True


def create_identifier_key(path: Path) -> bool:
    """Makes the file with 32 random bytes, mode 600, unless it is there; says whether it did."""
    if path.exists():
        return False
    _write_private(path, os.urandom(32))
    return True


def read_secret(path: str) -> str:
    """A secret that is a line of text; raises InvalidKeyFile."""
    try:
        return Path(path).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidKeyFile(path, f"no secret ({type(error).__name__})") from error


def _write_private(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    os.replace(draft, path)

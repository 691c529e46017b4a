"""The keys that sign passes and status lists: a private JWK set (RFC 7517) in a file that a command makes."""

import os
from pathlib import Path
from typing import Any, Final, cast

import msgspec
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from shared.settings import InvalidSettings

ALGORITHM: Final = "Ed25519"
_LONGEST = 1_000
_KEY_ID_LETTERS = 8


class PassKeys:
    """The first key signs; all are published and accepted, so that a new one can be put first."""

    def __init__(self, keys: tuple[OKPKey, ...]) -> None:
        self._signing = keys[0]
        self._keys = {str(key.kid): key for key in keys}

    @classmethod
    def from_file(cls, path: str) -> "PassKeys":
        """Raises InvalidSettings when the file holds no private Ed25519 key with a kid."""
        try:
            stored = msgspec.json.decode(Path(path).read_bytes(), type=dict[str, Any])
            keys = tuple(KeySet.import_key_set(cast(Any, stored)))
        except (OSError, msgspec.MsgspecError, JoseError, KeyError, TypeError, ValueError) as error:
            raise InvalidSettings([], {path: f"no key set ({type(error).__name__})"}) from error
        usable = tuple(key for key in keys if isinstance(key, OKPKey) and key.kid and key.is_private)
        if not usable or len(usable) != len(keys):
            raise InvalidSettings([], {path: "every pass key is a private Ed25519 key with a kid"})
        return cls(usable)

    def seal(self, payload: bytes) -> str:
        """The compact JWS of a payload."""
        return jws.serialize_compact(self._header(), payload, self._signing, algorithms=[ALGORITHM])

    def opened(self, token: str) -> bytes | None:
        """The payload of a token of ours; None for anything else."""
        if len(token) > _LONGEST or not token.isascii():
            return None
        try:
            found = jws.deserialize_compact(token, self._key, algorithms=[ALGORITHM])
        except (JoseError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return found.payload

    def status_list(self, claims: dict[str, object]) -> str:
        """A status list token (IETF Token Status List section 5.1)."""
        header = {**self._header(), "typ": "statuslist+jwt"}
        return jwt.encode(header, claims, self._signing, algorithms=[ALGORITHM])

    def public(self) -> list[dict[str, Any]]:
        """The public keys as JWK."""
        return [
            {**key.as_dict(private=False), "use": "sig", "alg": ALGORITHM, "kid": kid}
            for kid, key in self._keys.items()
        ]

    def _header(self) -> dict[str, Any]:
        return {"alg": ALGORITHM, "kid": str(self._signing.kid)}

    def _key(self, signed: Any) -> OKPKey:
        return self._keys[str(signed.headers().get("kid"))]


def create_pass_keys(path: Path) -> bool:
    """Makes the file with one new key, mode 600, unless it is there; says whether it did."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    key = OKPKey.generate_key(ALGORITHM, private=True)
    document = {**key.as_dict(private=True), "kid": key.thumbprint()[:_KEY_ID_LETTERS]}
    draft = path.with_name(path.name + ".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(msgspec.json.encode({"keys": [document]}))
    os.replace(draft, path)
    return True

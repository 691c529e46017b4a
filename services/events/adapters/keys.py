"""The keys that sign passes and status lists: a private JWK set (RFC 7517) in a file that a command makes."""

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Any, Final, cast

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
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
        self._heads = {_head(key): cast("Ed25519PrivateKey", key.private_key) for key in keys}

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
        return _sealed(payload, self._signing)

    def opened(self, token: str) -> bytes | None:
        """The payload of a token of ours; None for anything else.

        Ed25519 signs the same bytes the same way each time (RFC 8032 section 5.1.6): what we would not sign
        like that is not from us. Signing takes a quarter of the time that verifying does.
        """
        signed, _, signature = token.rpartition(".")
        head, _, payload = signed.partition(".")
        key = self._heads.get(head)
        if key is None or len(token) > _LONGEST or not token.isascii():
            return None
        own = urlsafe_b64encode(key.sign(signed.encode())).rstrip(b"=")
        if not hmac.compare_digest(own, signature.encode()):
            return None
        return urlsafe_b64decode(payload + "=" * (-len(payload) % 4))

    def status_list(self, claims: dict[str, object]) -> str:
        """A status list token (IETF Token Status List section 5.1)."""
        header = {**_header(self._signing), "typ": "statuslist+jwt"}
        return jwt.encode(header, claims, self._signing, algorithms=[ALGORITHM])

    def public(self) -> list[dict[str, Any]]:
        """The public keys as JWK."""
        return [
            {**key.as_dict(private=False), "use": "sig", "alg": ALGORITHM, "kid": kid}
            for kid, key in self._keys.items()
        ]


def _header(key: OKPKey) -> dict[str, Any]:
    return {"alg": ALGORITHM, "kid": str(key.kid)}


def _sealed(payload: bytes, key: OKPKey) -> str:
    return jws.serialize_compact(_header(key), payload, key, algorithms=[ALGORITHM])


def _head(key: OKPKey) -> str:
    """What each token that was signed with this key begins with."""
    return _sealed(b"", key).partition(".")[0]


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

"""Canonical JSON (RFC 8785), SHA-256, and detached signatures over it (JWS with RFC 7797, Ed25519)."""

import hashlib
from collections.abc import Mapping
from typing import Any, cast

import rfc8785
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from services.distribution.adapters.keys import ReleaseKeys
from services.distribution.application.ports.releases import Sealed

ALGORITHM = "Ed25519"
"""RFC 9864: the name for EdDSA on this curve."""

EMPTY_HASH = "0" * 64
"""The `prev_hash` of the first entry of a log."""


class BadSignature(Exception):
    """The signature is not one of these keys over these bytes."""


class JwsSeals:
    """Seals with the first of our keys."""

    def __init__(self, keys: ReleaseKeys) -> None:
        self._key = keys.signing

    def seal(self, document: Mapping[str, Any]) -> Sealed:
        """The document in its canonical form, hashed and signed."""
        content = rfc8785.dumps(dict(document))
        header = {"alg": ALGORITHM, "kid": self._key.kid, "b64": False, "crit": ["b64"]}
        signed = jws.serialize_compact(header, content, self._key, algorithms=[ALGORITHM])
        # The payload stays outside (RFC 7515 appendix F), whether or not it contains a full stop.
        detached = f"{signed.partition('.')[0]}..{signed.rpartition('.')[2]}"
        return Sealed(content=content, content_hash=digest(content), signature=detached)


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def verify(content: bytes, signature: str, keys: Mapping[str, Any]) -> str:
    """The id of the key that signed `content`; raises BadSignature. `keys` is a public JWK set."""
    try:
        found = jws.deserialize_compact(
            signature, KeySet.import_key_set(cast(Any, keys)), algorithms=[ALGORITHM], payload=content
        )
        header = found.headers()
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise BadSignature(str(error) or type(error).__name__) from error
    if header.get("b64") is not False or ".." not in signature:
        raise BadSignature("not a detached signature over plain bytes")
    return str(header.get("kid"))

"""Public keys that clients and devices register (RFC 7517)."""

from collections.abc import Iterable

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, import_key

from services.identity.domain.errors import InvalidClientKey
from services.identity.domain.model.client import Key

_CURVES = {"Ed25519": OKPKey, "P-256": ECKey}


def usable(keys: Iterable[Key], field: str = "keys") -> tuple[Key, ...]:
    """Each with a kid, its thumbprint if it came without (RFC 7638); raises InvalidClientKey."""
    opened = tuple(_opened(key, field) for key in keys)
    if len({key["kid"] for key in opened}) != len(opened):
        raise InvalidClientKey(field)
    return opened


def _opened(key: Key, field: str) -> Key:
    try:
        known = import_key({name: value for name, value in key.items() if value is not None})
        fits = type(known) is _CURVES.get(str(key.get("crv")))
        if not fits or known.is_private:
            raise InvalidClientKey(field)
        public = known.as_dict(private=False)
        return {**public, "kid": key.get("kid") or known.thumbprint(), "use": "sig"}
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise InvalidClientKey(field) from error

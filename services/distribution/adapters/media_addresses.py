"""Addresses of bytes that are signed (HMAC, JWS) and expire by the province's clock."""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from services.distribution.domain.errors.media import AddressInvalid
from services.distribution.domain.model.media import Variant

_ALGORITHM = "HS256"


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """What an address gives; `inside` for the agency's own people, who see what is not public."""

    media_id: UUID
    variant: Variant
    inside: bool
    exp: int


class MediaAddresses:
    """Signs and reads the token in an address."""

    def __init__(self, key: OctKey, seconds: int) -> None:
        self._key, self._lifetime = key, timedelta(seconds=seconds)

    def sign(self, media_id: UUID, variant: Variant, *, inside: bool, now: datetime) -> str:
        """The token of an address that works from now on for a while."""
        exp = int((now + self._lifetime).timestamp())
        grant = Grant(media_id=media_id, variant=variant, inside=inside, exp=exp)
        claims = cast("dict[str, object]", msgspec.to_builtins(grant))
        return jwt.encode({"alg": _ALGORITHM}, claims, self._key, algorithms=[_ALGORITHM])

    def read(self, token: str, media_id: UUID, now: datetime) -> Grant:
        """What the token gives for this medium; raises AddressInvalid."""
        try:
            claims = jwt.decode(token, self._key, algorithms=[_ALGORITHM]).claims
            grant = msgspec.convert(claims, Grant)
        except (JoseError, ValueError, msgspec.ValidationError) as error:
            raise AddressInvalid from error
        if grant.media_id != media_id or grant.exp <= now.timestamp():
            raise AddressInvalid
        return grant

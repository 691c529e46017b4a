"""What request bodies have in common."""

from typing import Annotated

import msgspec

from services.identity.application.commands import Actor
from services.identity.domain.errors import InvalidText
from shared.text import clean
from shared.web.auth import Principal

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, examples=["Báo Minh họa 14"])]


ShortText = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


IdentifierText = Annotated[
    str,
    msgspec.Meta(
        min_length=1, max_length=20, description="Số định danh cá nhân: 12 digits.", examples=["046599000001"]
    ),
]


Phone = Annotated[str, msgspec.Meta(pattern=r"^\+?[0-9][0-9 .-]{6,18}[0-9]$", examples=["0234 3822 000"])]


Email = Annotated[str, msgspec.Meta(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")]


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every request body has in common."""


def plain(text: str, field: str) -> str:
    """NFC text without surrounding space; raises InvalidText that names the field."""
    try:
        cleaned = clean(text)
    except ValueError as error:
        raise InvalidText(field) from error
    if not cleaned or "\n" in cleaned or "\t" in cleaned:
        raise InvalidText(field)
    return cleaned


def actor_of(principal: Principal) -> Actor:
    """The caller in the words of the use cases."""
    return Actor(
        account_id=principal.account_id,
        roles=principal.roles,
        agency_id=principal.agency_id,
        press_agency_id=principal.press_agency_id,
    )

"""Commands about press agencies."""

from uuid import UUID

import msgspec

from services.identity.domain.model import (
    PressKind,
    PressType,
)


class RegisterPressAgency(msgspec.Struct, frozen=True, kw_only=True):
    """Enter a press agency in the register."""

    press_agency_id: UUID
    name: str
    types: frozenset[PressType]
    kind: PressKind

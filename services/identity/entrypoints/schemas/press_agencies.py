"""Requests about press agencies."""

from typing import Annotated

import msgspec

from services.identity.domain.model import PressKind, PressType
from services.identity.entrypoints.schemas.base import Body, Name


class RegisterPressAgencyRequest(Body, frozen=True, kw_only=True):
    """A press agency to enter in the register."""

    name: Name
    types: Annotated[list[PressType], msgspec.Meta(min_length=1, max_length=4)]
    kind: PressKind

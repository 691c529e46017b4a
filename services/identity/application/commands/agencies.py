"""Commands about state agencies."""

from uuid import UUID

import msgspec


class RegisterAgency(msgspec.Struct, frozen=True, kw_only=True):
    """Enter a state agency in the register."""

    agency_id: UUID
    code: str
    name: str
    level: str
    unit_code: str | None
    parent_code: str | None
    fields: tuple[str, ...]

"""State agencies, as readers get them."""

from uuid import UUID

import msgspec


class AgencyView(msgspec.Struct, frozen=True, kw_only=True):
    """A state agency; public."""

    id: UUID
    code: str
    name: str
    level: str
    unit_code: str | None
    parent_id: UUID | None
    fields: list[str]
    version: int

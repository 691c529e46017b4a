"""A state agency (cơ quan nhà nước) that answers the press."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(eq=False)
class StateAgency:
    """`code` follows QĐ 20/2020/QĐ-TTg; `fields` are lower-case words for what it is responsible for."""

    id: UUID
    code: str
    name: str
    level: str
    unit_code: str | None
    parent_id: UUID | None
    fields: tuple[str, ...]
    version: int = 1

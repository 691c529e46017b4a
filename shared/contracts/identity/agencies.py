"""Events about state agencies."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event


class AgencyRegistered(Event, frozen=True, kw_only=True, tag="identity.agency.registered.v1"):
    """A state agency takes part in the network from now on; its code follows QĐ 20/2020/QĐ-TTg."""

    __aggregate__: ClassVar[str] = "agency_id"

    agency_id: UUID
    code: str
    name: str
    level: str
    parent_id: UUID | None
    fields: tuple[str, ...]

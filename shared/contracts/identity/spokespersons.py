"""Events about who may speak."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class SpokespersonAssigned(Event, frozen=True, kw_only=True, tag="identity.spokesperson.assigned.v1"):
    """A person may speak for the agency from now on (NĐ 244/2026 art. 3); such names are public by law."""

    __aggregate__: ClassVar[str] = "spokesperson_id"

    spokesperson_id: UUID
    account_id: UUID
    agency_id: UUID
    kind: Literal["HEAD", "STANDING"]
    full_name: str
    position: str
    valid_from: UtcTime
    valid_to: UtcTime | None


class SpokespersonRevoked(Event, frozen=True, kw_only=True, tag="identity.spokesperson.revoked.v1"):
    """A spokesperson's right to speak for the agency has ended early."""

    __aggregate__: ClassVar[str] = "spokesperson_id"

    spokesperson_id: UUID
    account_id: UUID
    agency_id: UUID
    revoked_at: UtcTime

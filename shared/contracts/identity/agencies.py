"""Events about state agencies: the whole state each time, with the instant from which it holds."""

from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from shared.contracts.event import Event, UtcTime


class Responsibility(msgspec.Struct, frozen=True, kw_only=True):
    """A field that an agency answers for, and the words by which people speak of it."""

    field: str
    keywords: tuple[str, ...] = ()


class Successor(msgspec.Struct, frozen=True, kw_only=True):
    """Who follows an agency; with `fields` after a split: which of its fields went there."""

    agency_id: UUID
    fields: tuple[str, ...] = ()


class AgencyRegistered(Event, frozen=True, kw_only=True, tag="identity.agency.registered.v1"):
    """A state agency takes part in the network, without `valid_from` since before the register began."""

    __aggregate__: ClassVar[str] = "agency_id"

    agency_id: UUID
    code: str
    name: str
    level: str
    parent_id: UUID | None
    fields: tuple[str, ...]
    unit_code: str | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    old_codes: tuple[str, ...] = ()
    working_hours: str = "province"
    valid_from: UtcTime | None = None


class AgencyRevised(Event, frozen=True, kw_only=True, tag="identity.agency.revised.v1"):
    """From `valid_from` on, which may lie ahead, this holds of the agency; what it was stays resolvable."""

    __aggregate__: ClassVar[str] = "agency_id"

    agency_id: UUID
    code: str
    name: str
    level: str
    parent_id: UUID | None
    fields: tuple[str, ...]
    unit_code: str | None
    responsibilities: tuple[Responsibility, ...]
    old_codes: tuple[str, ...]
    working_hours: str
    valid_from: UtcTime
    document_no: str


class AgencySucceeded(Event, frozen=True, kw_only=True, tag="identity.agency.succeeded.v1"):
    """The agency ends at `ended_at`, which may lie ahead; the successors answer for it from then on."""

    __aggregate__: ClassVar[str] = "agency_id"

    agency_id: UUID
    kind: Literal["RENAME", "MERGE", "SPLIT"]
    successors: tuple[Successor, ...]
    ended_at: UtcTime
    document_no: str

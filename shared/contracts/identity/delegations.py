"""Events about delegations to speak (NĐ 244/2026/NĐ-CP article 3.5)."""

from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from shared.contracts.event import Event, UtcTime


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """The one thing that a delegate may speak about."""

    kind: Literal["question", "release", "press_event", "incident"]
    id: UUID


class DelegationSigned(Event, frozen=True, kw_only=True, tag="identity.delegation.signed.v1"):
    """The head of an agency lets a person speak on one matter from `valid_from` until before `valid_to`."""

    __aggregate__: ClassVar[str] = "delegation_id"

    delegation_id: UUID
    delegator_id: UUID
    account_id: UUID
    agency_id: UUID
    full_name: str
    position: str
    matter: Matter
    valid_from: UtcTime
    valid_to: UtcTime


class DelegationRevoked(Event, frozen=True, kw_only=True, tag="identity.delegation.revoked.v1"):
    """A delegation has ended before its time."""

    __aggregate__: ClassVar[str] = "delegation_id"

    delegation_id: UUID
    account_id: UUID
    agency_id: UUID
    revoked_at: UtcTime

"""Events about the duty to publish a spokesperson within 24 hours (NĐ 244/2026/NĐ-CP article 3)."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class DirectoryEntryPublished(Event, frozen=True, kw_only=True, tag="identity.directory_entry.published.v1"):
    """Name, position, phone and official e-mail of a spokesperson are in the public directory."""

    __aggregate__: ClassVar[str] = "spokesperson_id"

    spokesperson_id: UUID
    agency_id: UUID
    published_at: UtcTime
    due_at: UtcTime | None
    """When the law wants the entry; none for a head, whose entry no term asks for."""
    on_time: bool


class DirectoryEntryOverdue(Event, frozen=True, kw_only=True, tag="identity.directory_entry.overdue.v1"):
    """The 24 hours since the decision are over and the entry was not published; told once."""

    __aggregate__: ClassVar[str] = "spokesperson_id"

    spokesperson_id: UUID
    agency_id: UUID
    due_at: UtcTime

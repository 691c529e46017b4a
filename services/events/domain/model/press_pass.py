"""A press pass: what its code says, and what the register knows of it."""

import hashlib
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Self
from uuid import UUID

_LAYOUT = struct.Struct(">B16s16s12sIII")
_FORMAT = 1


class PassStatus(IntEnum):
    """Two bits in the status list; the first three as in IETF Token Status List section 7.1."""

    VALID = 0
    REVOKED = 1
    SUSPENDED = 2
    CANCELLED = 3


@dataclass(frozen=True)
class Window:
    """From when until when a pass opens a door, both included."""

    valid_from: datetime
    valid_to: datetime

    @classmethod
    def of(cls, starts_at: datetime, ends_at: datetime, opens_before: timedelta) -> Self:
        """Doors open some time before the start and close at the end."""
        return cls(starts_at - opens_before, ends_at)


@dataclass(frozen=True)
class Entry:
    """The one entry with a pass; its time and gate never change."""

    at: datetime
    gate: str


@dataclass(frozen=True)
class PressPass:
    """A pass as it was issued; nothing of it ever changes."""

    id: UUID
    press_event_id: UUID
    invitation_id: UUID
    reporter_id: UUID
    press_agency_id: UUID
    holder_name: str
    newsroom: str
    list_index: int
    issued_at: datetime

    @property
    def holder(self) -> bytes:
        """12 bytes that bind name and newsroom to the code without saying them."""
        return holder_hash(self.id, self.holder_name, self.newsroom)


@dataclass(frozen=True)
class PassState:
    """A pass with what has happened to it; `version` numbers the acts."""

    press_pass: PressPass
    window: Window
    version: int
    revoked_at: datetime | None = None
    entry: Entry | None = None
    suspended: bool = False
    cancelled: bool = False

    @property
    def status(self) -> PassStatus:
        """What the status list says of it."""
        if self.cancelled:
            return PassStatus.CANCELLED
        if self.revoked_at is not None:
            return PassStatus.REVOKED
        return PassStatus.SUSPENDED if self.suspended else PassStatus.VALID

    @property
    def claims(self) -> "PassClaims":
        """What its code says today."""
        own = self.press_pass
        return PassClaims(own.id, own.press_event_id, own.holder, self.window, own.list_index)


@dataclass(frozen=True)
class PassClaims:
    """What the code says: 57 bytes, big-endian, seconds since 1970."""

    pass_id: UUID
    press_event_id: UUID
    holder: bytes
    window: Window
    list_index: int

    def packed(self) -> bytes:
        """The payload that is signed."""
        times = (int(self.window.valid_from.timestamp()), int(self.window.valid_to.timestamp()))
        return _LAYOUT.pack(
            _FORMAT, self.pass_id.bytes, self.press_event_id.bytes, self.holder, *times, self.list_index
        )

    @classmethod
    def unpacked(cls, payload: bytes) -> Self:
        """The claims in a payload; raises ValueError when it is none of this format."""
        if len(payload) != _LAYOUT.size or payload[0] != _FORMAT:
            raise ValueError("not a press pass of format 1")
        _, pass_id, press_event_id, holder, starts, ends, index = _LAYOUT.unpack(payload)
        window = Window(datetime.fromtimestamp(starts, UTC), datetime.fromtimestamp(ends, UTC))
        return cls(UUID(bytes=pass_id), UUID(bytes=press_event_id), holder, window, index)


def holder_hash(pass_id: UUID, name: str, newsroom: str) -> bytes:
    """12 bytes of SHA-256 over pass id, name and newsroom, each on its line."""
    return hashlib.sha256(f"{pass_id}\n{name}\n{newsroom}".encode()).digest()[:12]

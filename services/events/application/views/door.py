"""What a door gets: the answer to a scan, and the list it works from without the network."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.events.domain.model import Entry, Outcome, PassState, Scan


class CheckedIn(msgspec.Struct, frozen=True):
    """A recorded scan, with the pass if there is one."""

    scan: Scan
    state: PassState | None


class CheckInView(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a scan; for `already_used` also when and where the first entry was."""

    nonce: str
    outcome: Outcome
    press_event_id: UUID
    pass_id: UUID | None
    holder_name: str | None
    newsroom: str | None
    gate: str
    scanned_at: datetime
    offline: bool
    reason: str | None
    first_entry_at: datetime | None
    first_gate: str | None


class ScanView(CheckInView, frozen=True, kw_only=True):
    """A scan in the organiser's list."""

    received_at: datetime


class CheckInPage(msgspec.Struct, frozen=True, kw_only=True):
    """How many passes there are, how many entered; scans newest first."""

    passes: int
    entered: int
    conflicts: int
    items: tuple[ScanView, ...]
    next_cursor: str | None


class DoorPass(msgspec.Struct, frozen=True, kw_only=True):
    """A pass that a door may meet: its place in the status list, whom to expect, whether inside already."""

    pass_id: UUID
    list_index: int
    holder_name: str
    newsroom: str
    entered_at: datetime | None
    gate: str | None


class DoorList(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a door needs while the network is cut; `made_at` also sets its clock."""

    press_event_id: UUID
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    status: str
    made_at: datetime
    keys: list[dict[str, Any]]
    status_list: str
    passes: tuple[DoorPass, ...]
    csrf_token: str | None


def check_in_view(done: CheckedIn) -> CheckInView:
    """The same for every repetition of the scan."""
    own = done.state.press_pass if done.state else None
    fields = _fields(done.scan, own.holder_name if own else None, own.newsroom if own else None)
    return CheckInView(**fields)


def scan_view(scan: Scan, holder_name: str | None, newsroom: str | None) -> ScanView:
    """A scan as it was recorded."""
    return ScanView(**_fields(scan, holder_name, newsroom), received_at=scan.received_at)


def _fields(scan: Scan, holder_name: str | None, newsroom: str | None) -> dict[str, Any]:
    first: Entry | None = scan.first
    return {
        "nonce": scan.nonce,
        "outcome": scan.outcome,
        "press_event_id": scan.press_event_id,
        "pass_id": scan.pass_id,
        "holder_name": holder_name,
        "newsroom": newsroom,
        "gate": scan.gate,
        "scanned_at": scan.scanned_at,
        "offline": scan.offline,
        "reason": scan.reason,
        "first_entry_at": first.at if first else None,
        "first_gate": first.gate if first else None,
    }

"""A scan at a door, and the rule that lets somebody in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.events.domain import errors
from services.events.domain.model.press_pass import Entry, PassClaims, PassState, PassStatus


@dataclass(frozen=True)
class Door:
    """What must be known of a press event to know whose its doors are."""

    id: UUID
    agency_id: UUID


class Outcome(StrEnum):
    """What became of a scan; a conflict is an entry that happened offline and should not have."""

    ADMITTED = "admitted"
    DENIED = "denied"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Scan:
    """One scan as it is kept; `first` is the entry that was there before, if that was the reason."""

    nonce: str
    press_event_id: UUID
    pass_id: UUID | None
    token_digest: bytes
    gate: str
    scanned_at: datetime
    received_at: datetime
    offline: bool
    scanned_by: str
    outcome: Outcome
    reason: str | None = None
    first: Entry | None = None

    def is_of(self, press_event_id: UUID, token_digest: bytes) -> bool:
        """Whether a repetition with this nonce is the same scan again."""
        return (self.press_event_id, self.token_digest) == (press_event_id, token_digest)


_VOID: dict[PassStatus, type[errors.Denial]] = {
    PassStatus.CANCELLED: errors.Cancelled,
    PassStatus.REVOKED: errors.Revoked,
    PassStatus.SUSPENDED: errors.Suspended,
}


def judge(
    claims: PassClaims | None, state: PassState | None, press_event_id: UUID, at: datetime
) -> type[errors.Denial] | None:
    """Why the door of `press_event_id` stays shut at that instant; None lets in.

    The times of the code and those of the register must both hold: a moved press event ends old codes.
    """
    if claims is None:
        return errors.InvalidSignature
    if claims.press_event_id != press_event_id:
        return errors.WrongEvent
    if state is None or state.press_pass.holder != claims.holder:
        return errors.UnknownPass
    if state.status in _VOID:
        return _VOID[state.status]
    if at > min(claims.window.valid_to, state.window.valid_to):
        return errors.Expired
    if at < max(claims.window.valid_from, state.window.valid_from):
        return errors.NotYetValid
    return errors.AlreadyUsed if state.entry is not None else None

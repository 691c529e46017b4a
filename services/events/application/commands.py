"""What the doors may ask for; `expected_version` is the version the caller has read."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from services.events.domain.model import Material, Notice, Slot
from services.events.domain.visibility import Reader


class Audience(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to invite: newsrooms by name, groups by type of press or all, reporters by name."""

    press_agency_ids: tuple[UUID, ...] = ()
    everyone: bool = False
    types: tuple[str, ...] = ()
    reporter_ids: tuple[UUID, ...] = ()


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What every invited newsroom gets with the notice."""

    message: str | None = None
    materials: tuple[Material, ...] = ()


class AnnouncePressEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Give notice of a press event and invite to it."""

    press_event_id: UUID
    actor: Reader
    notice: Notice
    slot: Slot
    audience: Audience
    letter: Letter


class ReschedulePressEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Move it in time or place."""

    press_event_id: UUID
    actor: Reader
    slot: Slot
    expected_version: int


class CancelPressEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Call it off."""

    press_event_id: UUID
    actor: Reader
    reason: str
    expected_version: int


class InvitePress(msgspec.Struct, frozen=True, kw_only=True):
    """Invite more; whoever is invited already stays as they are."""

    press_event_id: UUID
    actor: Reader
    audience: Audience
    letter: Letter


class AnswerInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """The newsroom accepts, saying who comes, or declines."""

    invitation_id: UUID
    actor: Reader
    answer: Literal["accepted", "declined"]
    reporter_id: UUID | None
    attendee_name: str | None
    note: str | None
    expected_version: int


class SubstituteAttendee(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody else of the newsroom comes."""

    invitation_id: UUID
    actor: Reader
    reporter_id: UUID
    attendee_name: str
    expected_version: int


class DecideAccreditation(msgspec.Struct, frozen=True, kw_only=True):
    """The organiser grants, with a pass of this id, or refuses with a reason."""

    invitation_id: UUID
    actor: Reader
    decision: Literal["granted", "refused"]
    reason: str | None
    pass_id: UUID
    expected_version: int


class RevokePass(msgspec.Struct, frozen=True, kw_only=True):
    """The organiser takes a pass back."""

    pass_id: UUID
    actor: Reader
    reason: str
    expected_version: int


class CheckIn(msgspec.Struct, frozen=True, kw_only=True):
    """A scan at a door; `offline` when the door has let the holder in already and tells it now."""

    actor: Reader
    press_event_id: UUID
    token: str
    nonce: str
    gate: str
    scanned_at: datetime
    offline: bool

"""Press events, invitations, press passes and scans: the rules, without I/O."""

from services.events.domain.model.invitation import Accreditation, Attendee, Invitation, InvitationStatus
from services.events.domain.model.material import Material
from services.events.domain.model.press_event import (
    Notice,
    PressEvent,
    PressEventKind,
    PressEventStatus,
    Slot,
)
from services.events.domain.model.press_pass import (
    Entry,
    PassClaims,
    PassState,
    PassStatus,
    PressPass,
    Window,
    holder_hash,
)
from services.events.domain.model.scan import Door, Outcome, Scan, judge
from services.events.domain.model.standing import Organiser, Reporter, Standing

__all__ = [
    "Accreditation",
    "Attendee",
    "Door",
    "Entry",
    "Invitation",
    "InvitationStatus",
    "Material",
    "Notice",
    "Organiser",
    "Outcome",
    "PassClaims",
    "PassState",
    "PassStatus",
    "PressEvent",
    "PressEventKind",
    "PressEventStatus",
    "PressPass",
    "Reporter",
    "Scan",
    "Slot",
    "Standing",
    "Window",
    "holder_hash",
    "judge",
]

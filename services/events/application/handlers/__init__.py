"""The use cases: one command, one function, one transaction."""

from services.events.application.handlers.check_ins import check_in
from services.events.application.handlers.invitations import (
    answer_invitation,
    decide_accreditation,
    substitute_attendee,
)
from services.events.application.handlers.passes import revoke_pass
from services.events.application.handlers.press_events import (
    announce_press_event,
    cancel_press_event,
    invite_press,
    reschedule_press_event,
)

__all__ = [
    "announce_press_event",
    "answer_invitation",
    "cancel_press_event",
    "check_in",
    "decide_accreditation",
    "invite_press",
    "reschedule_press_event",
    "revoke_pass",
    "substitute_attendee",
]

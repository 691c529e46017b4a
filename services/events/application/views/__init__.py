"""What a reader gets."""

from services.events.application.views.door import (
    CheckedIn,
    CheckInPage,
    CheckInView,
    DoorList,
    DoorPass,
    ScanView,
    check_in_view,
)
from services.events.application.views.notices import (
    Invited,
    InvitedView,
    MaterialView,
    NewsroomView,
    PressEventSummary,
    PressEventView,
    invited_view,
    press_event_view,
)
from services.events.application.views.seats import (
    InvitationView,
    PassView,
    invitation_view,
    pass_view,
)

__all__ = [
    "CheckInPage",
    "CheckInView",
    "CheckedIn",
    "DoorList",
    "DoorPass",
    "InvitationView",
    "Invited",
    "InvitedView",
    "MaterialView",
    "NewsroomView",
    "PassView",
    "PressEventSummary",
    "PressEventView",
    "ScanView",
    "check_in_view",
    "invitation_view",
    "invited_view",
    "pass_view",
    "press_event_view",
]

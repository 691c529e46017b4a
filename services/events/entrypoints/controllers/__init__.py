"""HTTP in."""

from litestar import Controller

from services.events.entrypoints.controllers.accreditation import AccreditationController
from services.events.entrypoints.controllers.check_ins import CheckInController
from services.events.entrypoints.controllers.door_page import DoorPageController
from services.events.entrypoints.controllers.invitations import InvitationController
from services.events.entrypoints.controllers.pages import PageController
from services.events.entrypoints.controllers.passes import PassController
from services.events.entrypoints.controllers.press_events import PressEventController

CONTROLLERS: tuple[type[Controller], ...] = (
    PressEventController,
    InvitationController,
    AccreditationController,
    PassController,
    CheckInController,
    PageController,
    DoorPageController,
)

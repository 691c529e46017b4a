"""HTTP in: each operation names its command or read, and who may call it."""

from litestar import Controller

from services.distribution.entrypoints.controllers.deliveries import DeliveryController
from services.distribution.entrypoints.controllers.emails import EmailController
from services.distribution.entrypoints.controllers.endpoint_changes import EndpointChangeController
from services.distribution.entrypoints.controllers.endpoints import EndpointController
from services.distribution.entrypoints.controllers.inbox import InboxController
from services.distribution.entrypoints.controllers.items import ItemController
from services.distribution.entrypoints.controllers.log import LogController
from services.distribution.entrypoints.controllers.media import MediaController
from services.distribution.entrypoints.controllers.releases import ReleaseController
from services.distribution.entrypoints.controllers.releasing import ReleasingController
from services.distribution.entrypoints.controllers.takes import TakeController
from services.distribution.entrypoints.controllers.verification import VerificationController
from services.distribution.entrypoints.controllers.writing import WritingController

CONTROLLERS: tuple[type[Controller], ...] = (
    ReleaseController,
    WritingController,
    ReleasingController,
    LogController,
    MediaController,
    VerificationController,
    EndpointController,
    EndpointChangeController,
    DeliveryController,
    EmailController,
    InboxController,
    TakeController,
    ItemController,
)

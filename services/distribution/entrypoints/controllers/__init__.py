"""HTTP in: each operation names its command or read, and who may call it."""

from litestar import Controller

from services.distribution.entrypoints.controllers.releases import ReleaseController
from services.distribution.entrypoints.controllers.releasing import ReleasingController
from services.distribution.entrypoints.controllers.writing import WritingController

CONTROLLERS: tuple[type[Controller], ...] = (
    ReleaseController,
    WritingController,
    ReleasingController,
)

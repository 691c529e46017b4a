"""HTTP in: figures as JSON, as files and as pages."""

from services.metrics.entrypoints.controllers.exports import ExportsController
from services.metrics.entrypoints.controllers.figures import FiguresController, PublicController
from services.metrics.entrypoints.controllers.scoreboard import AssetsController, ScoreboardController
from services.metrics.entrypoints.controllers.series import CasesController, SeriesController

CONTROLLERS = (
    FiguresController,
    SeriesController,
    CasesController,
    ExportsController,
    PublicController,
    ScoreboardController,
    AssetsController,
)

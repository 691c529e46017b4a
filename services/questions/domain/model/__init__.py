"""A question of the press on its way: asked, routed, accepted, answered, published."""

from services.questions.domain.model.question import Question, Routing, Submission
from services.questions.domain.model.states import (
    PUBLIC,
    STANDS,
    ExtensionState,
    Outcome,
    PointState,
    Publication,
    Status,
)

__all__ = [
    "PUBLIC",
    "STANDS",
    "ExtensionState",
    "Outcome",
    "PointState",
    "Publication",
    "Question",
    "Routing",
    "Status",
    "Submission",
]

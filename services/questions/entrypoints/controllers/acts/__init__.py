"""What is done with a question; each act is a row of ROUTES, and one door serves them all."""

from litestar import Router

from services.questions.entrypoints.controllers.acts.door import door
from services.questions.entrypoints.controllers.acts.routes import ROUTES

ACTS = Router(
    "/questions/{question_id:uuid}", route_handlers=[door(route) for route in ROUTES], tags=["questions"]
)

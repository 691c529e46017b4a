"""Every act over HTTP, in the order of a question's way."""

from services.questions.entrypoints.controllers.acts.deciding import DECIDING
from services.questions.entrypoints.controllers.acts.working import WORKING

ROUTES = (*WORKING, *DECIDING)

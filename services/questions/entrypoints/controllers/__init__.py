"""HTTP in: each operation names its command or read, and who may call it."""

from services.questions.entrypoints.controllers.acts import ACTS
from services.questions.entrypoints.controllers.answers_feed import AnswersFeedController
from services.questions.entrypoints.controllers.answers_site import AnswersSiteController
from services.questions.entrypoints.controllers.calendars import CalculationController, CalendarController
from services.questions.entrypoints.controllers.case import CaseController
from services.questions.entrypoints.controllers.questions import QuestionController

CONTROLLERS = (QuestionController, CalendarController, CalculationController, ACTS, CaseController)
SITE = (AnswersFeedController, AnswersSiteController)

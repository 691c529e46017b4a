"""HTTP in: each operation names its command or read, and who may call it."""

from services.questions.entrypoints.controllers.acts import ACTS
from services.questions.entrypoints.controllers.advice import AdviceController
from services.questions.entrypoints.controllers.answers_feed import AnswersFeedController
from services.questions.entrypoints.controllers.answers_site import AnswersSiteController
from services.questions.entrypoints.controllers.attachments import AttachmentController
from services.questions.entrypoints.controllers.calendars import CalculationController, CalendarController
from services.questions.entrypoints.controllers.case import CaseController
from services.questions.entrypoints.controllers.desk import AssigneeController, DeskController
from services.questions.entrypoints.controllers.incident_acts import IncidentActController
from services.questions.entrypoints.controllers.incident_corrections import IncidentCorrectionController
from services.questions.entrypoints.controllers.incidents import IncidentController
from services.questions.entrypoints.controllers.public_answers import PublicAnswerController
from services.questions.entrypoints.controllers.questions import QuestionController
from services.questions.entrypoints.controllers.upload_starts import UploadStartController
from services.questions.entrypoints.controllers.uploads import UploadController

SITE = (AnswersFeedController, AnswersSiteController)
CONTROLLERS = (
    QuestionController,
    CalendarController,
    CalculationController,
    ACTS,
    PublicAnswerController,
    CaseController,
    UploadStartController,
    UploadController,
    AttachmentController,
    IncidentController,
    IncidentActController,
    IncidentCorrectionController,
    DeskController,
    AssigneeController,
    AdviceController,
)

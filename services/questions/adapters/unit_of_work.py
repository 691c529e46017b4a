"""The unit of work of this service: the chassis' transaction with its repositories bound."""

from services.questions.adapters.attachments.repository import SqlAttachments, SqlUploads
from services.questions.adapters.calendars import SqlCalendars
from services.questions.adapters.case import SqlCaseFile, SqlHistory, SqlRatings, SqlWindows
from services.questions.adapters.desk.assignments import SqlAssignments
from services.questions.adapters.desk.told import SqlTold
from services.questions.adapters.directory import SqlDirectory
from services.questions.adapters.hierarchy import SqlHierarchy
from services.questions.adapters.incidents.corrections import SqlCorrections
from services.questions.adapters.incidents.repository import SqlIncidents
from services.questions.adapters.intake import SqlIntakeDesk
from services.questions.adapters.intake_memory import IntakeMemory
from services.questions.adapters.open_cases import SqlBacklog, SqlOpenCases, SqlPublishTerms
from services.questions.adapters.repositories import SqlDeadlines, SqlQuestions
from services.questions.adapters.rulebook import SqlRuleBook
from services.questions.adapters.wakeups import SqlWakeups
from services.questions.application.office import USUAL, Practice
from services.questions.application.ports import Addressing
from shared.clock import Clock
from shared.persistence.bound import bound
from shared.persistence.engine import Database
from shared.persistence.unit_of_work import SqlUnitOfWork


class Office:
    """What all units of one process share: database, clock, rule book and configuration."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        province_code: str,
        addressing: Addressing,
        practice: Practice = USUAL,
    ) -> None:
        self.database = database
        self.clock = clock
        self.province_code = province_code
        self.addressing: Addressing = addressing
        self.practice = practice
        self.rulebook = SqlRuleBook(database)
        self.intake_memory = IntakeMemory(database, self.rulebook)

    def unit(self) -> "QuestionsUnitOfWork":
        """A unit for one command or message."""
        return QuestionsUnitOfWork(self)


class QuestionsUnitOfWork(SqlUnitOfWork):
    """One command or message; made by an Office."""

    questions = bound(SqlQuestions)
    intake = bound(lambda uow: SqlIntakeDesk(uow, uow.intake_memory))
    deadlines = bound(SqlDeadlines)
    uploads = bound(SqlUploads)
    attachments = bound(SqlAttachments)
    incidents = bound(SqlIncidents)
    corrections = bound(SqlCorrections)
    directory = bound(SqlDirectory)
    wakeups = bound(SqlWakeups)
    calendars = bound(SqlCalendars)
    open_cases = bound(SqlOpenCases)
    publish_terms = bound(SqlPublishTerms)
    backlog = bound(SqlBacklog)
    hierarchy = bound(SqlHierarchy)
    history = bound(SqlHistory)
    casefile = bound(SqlCaseFile)
    ratings = bound(SqlRatings)
    windows = bound(SqlWindows)
    assignments = bound(SqlAssignments)
    told = bound(SqlTold)
    releases = bound(SqlTold)

    def __init__(self, office: Office) -> None:
        super().__init__(office.database, office.clock, office.province_code)
        self.rulebook = office.rulebook
        self.intake_memory = office.intake_memory
        self.addressing = office.addressing
        self.practice = office.practice

"""What the submissions of one process share, so that most need not ask before they write (docs/adr/0035)."""

from collections import OrderedDict
from datetime import date
from uuid import UUID

from services.questions.adapters.numbers import Numbers
from services.questions.adapters.rulebook import SqlRuleBook
from shared.persistence.engine import Database

_MOST_REMEMBERED = 10_000


class Remembered:
    """What a process has last read: newsrooms of reporters who might ask, and the rules of a day."""

    def __init__(self) -> None:
        self._newsrooms: OrderedDict[UUID, UUID] = OrderedDict()
        self._rules: tuple[date, str, str] | None = None

    def keep(self, reporter_id: UUID, newsroom: UUID, day: date, policy: str, calendar: str) -> None:
        """All of a question that nothing refused."""
        self._newsrooms[reporter_id] = newsroom
        self._newsrooms.move_to_end(reporter_id)
        if len(self._newsrooms) > _MOST_REMEMBERED:
            self._newsrooms.popitem(last=False)
        self._rules = (day, policy, calendar)

    def of(self, reporter_id: UUID, day: date) -> tuple[UUID, str, str] | None:
        """Newsroom, policy and calendar, as they were when last read."""
        newsroom = self._newsrooms.get(reporter_id)
        if newsroom is None or self._rules is None or self._rules[0] != day:
            return None
        return newsroom, self._rules[1], self._rules[2]


class IntakeMemory:
    """What the submissions of one process share."""

    def __init__(self, database: Database, rulebook: SqlRuleBook) -> None:
        self.database, self.rulebook = database, rulebook
        self.numbers = Numbers(database)
        self.remembered = Remembered()

"""A unit of work in memory, held to the same tests as the one on PostgreSQL (test_handlers.py)."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from types import TracebackType
from typing import Self
from uuid import UUID

from services.questions.application.case import CaseEntry, RoutedBy
from services.questions.application.office import Practice
from services.questions.application.ports import Addressing, Claimed, Intake, Rules
from services.questions.domain.answer import Answer, Speaker
from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.history import Fact
from services.questions.domain.model import Outcome, Question, Routing
from services.questions.domain.refusal import Level, Refusal
from services.questions.domain.terms import TermKind
from services.questions.domain.wakeups import Wakeup
from shared.clock import FixedClock
from shared.contracts.event import Event
from shared.contracts.identity import DirectoryEvent
from tests.questions.fake_wakeups import FakeHierarchy, FakeWakeups
from tests.questions.rules import hue_calendar, policy_of


class Store:
    """What has been committed, and what a test has arranged."""

    def __init__(self, rules: Rules) -> None:
        self.rules: Rules | None = rules
        self.calendars: list[WorkCalendar] = []
        self.questions: dict[UUID, Question] = {}
        self.answers: dict[UUID, Answer] = {}
        self.routings: list[tuple[Routing, RoutedBy]] = []
        self.events: list[Event] = []
        self.reporters: dict[UUID, UUID] = {}
        self.agencies: set[UUID] = set()
        self.releases: set[UUID] = set()
        self.speakers: dict[tuple[UUID, UUID], Speaker] = {}
        self.refusals: dict[UUID, Refusal] = {}
        self.facts: list[tuple[UUID, Fact]] = []
        self.file: list[CaseEntry] = []
        self.ratings: list[tuple[UUID, Level]] = []
        self.wakeups: dict[UUID, dict[str, Wakeup]] = {}


class Pending:
    """The repositories of one unit; nothing reaches the store before the commit."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.questions: dict[UUID, Question] = {}
        self.answers: dict[UUID, Answer] = {}
        self.routings: list[tuple[Routing, RoutedBy]] = []
        self.events: list[Event] = []
        self.refusals: dict[UUID, Refusal] = {}
        self.facts: list[tuple[UUID, Fact]] = []
        self.file: list[CaseEntry] = []
        self.ratings: list[tuple[UUID, Level]] = []

    def commit(self) -> None:
        self._store.questions |= self.questions
        self._store.answers |= self.answers
        self._store.routings += self.routings
        self._store.events += self.events
        self._store.refusals |= self.refusals
        self._store.facts += self.facts
        self._store.file += self.file
        self._store.ratings += self.ratings


class FakeQuestions:
    """The aggregates."""

    def __init__(self, store: Store, pending: Pending) -> None:
        self._store, self._pending = store, pending

    def add(self, question: Question) -> None:
        self._pending.questions[question.id] = question

    async def get(self, question_id: UUID) -> Question | None:
        found = self._store.questions.get(question_id)
        if found is not None:
            self._pending.questions[question_id] = copy(found)
        return self._pending.questions.get(question_id)

    def add_routing(
        self, routing: Routing, by: RoutedBy, account_id: UUID | None, reason: str | None
    ) -> None:
        self._pending.routings.append((routing, by))

    def add_answer(self, answer: Answer) -> None:
        self._pending.answers[answer.question_id] = answer

    def add_refusal(self, refusal: Refusal) -> None:
        self._pending.refusals[refusal.question_id] = refusal

    def add_text(self, question_id: UUID, text: str) -> None:
        """Only the search needs it."""

    async def look(self, question_id: UUID) -> Question | None:
        return self._store.questions.get(question_id)

    async def outcome_of(self, question_id: UUID) -> Outcome | None:
        found = self._store.questions.get(question_id)
        return None if found is None else found.outcome

    async def answer_of(self, question_id: UUID) -> Answer | None:
        return self._store.answers.get(question_id)


class FakeOffice:
    """Intake, rule book and directory: what is only read here."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def look_up(
        self,
        reporter_id: UUID,
        addressed_agency_id: UUID | None,
        now: datetime,
        day_start: datetime,
        *,
        limited: bool,
    ) -> Intake:
        asked = [
            question
            for question in self._store.questions.values()
            if question.reporter_id == reporter_id
            and question.submitted_at >= day_start
            and question.parent_id is None
        ]
        return Intake(
            press_agency_id=self._store.reporters.get(reporter_id),
            may_ask=reporter_id in self._store.reporters,
            addressed_known=addressed_agency_id is None or addressed_agency_id in self._store.agencies,
            rules=self._store.rules,
            number=None if limited and len(asked) >= self._limit() else await self.next_number(),
        )

    def _limit(self) -> int:
        return self._store.rules.policy.questions_per_day if self._store.rules else 1

    async def next_number(self) -> int:
        return len(self._store.questions) + 1

    async def rules(self, policy_version: str, calendar_version: str) -> Rules:
        assert self._store.rules is not None
        return self._store.rules

    async def calendars(self, first: date, last: date) -> Sequence[WorkCalendar]:
        return [each for each in self._store.calendars if each.first <= last and each.last >= first]

    async def is_known(self, release_id: UUID) -> bool:
        return release_id in self._store.releases

    async def knows_agency(self, agency_id: UUID, at: datetime) -> bool:
        return agency_id in self._store.agencies

    async def speaker(
        self, account_id: UUID, agency_id: UUID, question_id: UUID, at: datetime
    ) -> Speaker | None:
        return self._store.speakers.get((account_id, agency_id))

    async def speaker_on(
        self, account_id: UUID, agency_id: UUID, matter: tuple[str, UUID], at: datetime
    ) -> Speaker | None:
        return self._store.speakers.get((account_id, agency_id))

    async def put_reporter(
        self, reporter_id: UUID, press_agency_id: UUID, *, may_ask: bool, version: int
    ) -> None:
        self._store.reporters[reporter_id] = press_agency_id

    async def put(self, event: DirectoryEvent) -> None:
        """The chassis' part; nothing here depends on it."""

    async def suspend(self, account_id: UUID, at: datetime, version: int) -> None:
        """The chassis' part; nothing here depends on it."""

    async def restore(self, account_id: UUID, at: datetime, version: int) -> None:
        """The chassis' part; nothing here depends on it."""


class FakeDeadlines:
    """Claims from the store, one unit after the other."""

    def __init__(self, store: Store, pending: Pending) -> None:
        self._store, self._pending = store, pending

    async def claim_approaching(self, now: datetime, limit: int) -> Sequence[Claimed]:
        due = [q for q in self._open() if not q.approaching_told and q.approaching_at <= now]
        return [self._tell(question, "approaching_told") for question in due[:limit]]

    async def claim_breached(self, now: datetime, limit: int) -> Sequence[Claimed]:
        due = [q for q in self._open() if q.approaching_told and not q.breach_told and q.is_late(now)]
        return [self._tell(question, "breach_told") for question in due[:limit]]

    def _open(self) -> list[Question]:
        return [copy(q) for q in self._store.questions.values() if q.runs]

    def _tell(self, question: Question, flag: str) -> Claimed:
        setattr(question, flag, True)
        question.version += 1
        self._pending.questions[question.id] = question
        return Claimed(
            question.id,
            question.lead_agency_id,
            question.due_at,
            question.late_from,
            question.policy_version,
            question.calendar_version,
            question.version,
        )


class FakeOutbox:
    """Collects events."""

    def __init__(self, pending: Pending) -> None:
        self._pending = pending

    def add(self, event: Event) -> None:
        self._pending.events.append(event)


class FakeFiles:
    """History, case file, ratings and windows."""

    def __init__(self, store: Store, pending: Pending) -> None:
        self._store, self._pending = store, pending

    async def of(self, question_id: UUID) -> Sequence[Fact]:
        return [fact for owner, fact in self._store.facts if owner == question_id]

    async def lapsed(self, now: datetime, limit: int) -> Sequence[tuple[UUID, int]]:
        due = [q for q in self._store.questions.values() if q.exclusive_until and q.exclusive_until <= now]
        return [(question.id, question.version) for question in due[:limit]]


class FakeHistory(FakeFiles):
    """Facts."""

    def add(self, question_id: UUID, fact: Fact) -> None:
        self._pending.facts.append((question_id, fact))


class FakeCaseFile(FakeFiles):
    """Acts."""

    def add(self, entry: CaseEntry) -> None:
        self._pending.file.append(entry)


class FakeRatings(FakeFiles):
    """Ratings."""

    def add(self, question: Question, level: Level, comment: str | None, at: datetime) -> None:
        self._pending.ratings.append((question.id, level))


class FakeUnitOfWork:
    """Commits to the store on leaving, forgets everything on an error."""

    def __init__(self, store: Store, clock: FixedClock, addressing: Addressing = "straight") -> None:
        self.store, self._clock, self.addressing = store, clock, addressing
        self.practice = Practice()
        self.intake = self.rulebook = self.directory = self.releases = FakeOffice(store)

    def now(self) -> datetime:
        return self._clock.now()

    async def __aenter__(self) -> Self:
        self._pending = Pending(self.store)
        self.questions = FakeQuestions(self.store, self._pending)
        self.deadlines = FakeDeadlines(self.store, self._pending)
        self.outbox = FakeOutbox(self._pending)
        of = (self.store, self._pending)
        self.history, self.casefile, self.ratings = FakeHistory(*of), FakeCaseFile(*of), FakeRatings(*of)
        self.windows = FakeFiles(*of)
        self.wakeups, self.hierarchy = FakeWakeups(self.store), FakeHierarchy()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._pending.commit()


def store_with(questions_per_day: int = 3) -> Store:
    """An empty store with five working days on Huế's calendar."""
    policy = replace(policy_of(TermKind.WORKING_DAYS, 5), questions_per_day=questions_per_day)
    return Store(Rules(policy, hue_calendar()))

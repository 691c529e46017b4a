"""What the use cases need from outside; adapters implement it on PostgreSQL, tests in memory."""

from collections.abc import Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Literal, Protocol, Self
from uuid import UUID

import msgspec

from services.questions.application.case import CaseFile, History, Questions, Ratings, Windows
from services.questions.application.office import Practice
from services.questions.application.wakeups import Wakeups
from services.questions.domain.answer import Speaker
from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.terms import DeadlinePolicy
from shared.contracts.event import Event
from shared.contracts.identity import DirectoryEvent

Addressing = Literal["straight", "confirm"]


class Rules(msgspec.Struct, frozen=True):
    """The policy and the calendar that a term is derived from."""

    policy: DeadlinePolicy
    calendar: WorkCalendar


class Intake(msgspec.Struct, frozen=True):
    """Everything a submission depends on; `number` only where nothing refuses it."""

    press_agency_id: UUID | None
    may_ask: bool
    addressed_known: bool
    rules: Rules | None
    number: int | None


class Claimed(msgspec.Struct, frozen=True):
    """A question whose time has come, marked as told in the same transaction."""

    question_id: UUID
    lead_agency_id: UUID | None
    due_at: datetime
    late_from: datetime
    policy_version: str
    calendar_version: str
    version: int


class IntakeDesk(Protocol):
    """Knows what a submission depends on; what it only remembers, it has made sure of at commit."""

    async def look_up(
        self,
        reporter_id: UUID,
        addressed_agency_id: UUID | None,
        now: datetime,
        day_start: datetime,
        *,
        limited: bool,
    ) -> Intake:
        """What decides whether and how the question is taken; follow-ups are not limited."""

    async def next_number(self) -> int:
        """For a part of a question that becomes one."""


class RuleBook(Protocol):
    """Policies and calendars by version; a version never changes."""

    async def rules(self, policy_version: str, calendar_version: str) -> Rules:
        """The rules that a question was opened under."""

    async def calendars(self, first: date, last: date) -> Sequence[WorkCalendar]:
        """Those that have a day between the two, both included; the newest first."""


class Deadlines(Protocol):
    """Open questions whose time has come, each claimed by one transaction only."""

    async def claim_approaching(self, now: datetime, limit: int) -> Sequence[Claimed]:
        """Marks and returns questions whose warning is due and not told."""

    async def claim_breached(self, now: datetime, limit: int) -> Sequence[Claimed]:
        """Marks and returns questions that are late and not told."""


class Directory(Protocol):
    """What identity has told, in whatever order; a later version never gives way to an earlier one."""

    async def put(self, event: DirectoryEvent) -> None:
        """A fact about an agency or a right to speak."""

    async def knows_agency(self, agency_id: UUID, at: datetime) -> bool:
        """Whether the agency is there at the instant."""

    async def speaker(
        self, account_id: UUID, agency_id: UUID, question_id: UUID, at: datetime
    ) -> Speaker | None:
        """The person behind the account, if they may speak for the agency on the question."""

    async def put_reporter(
        self, reporter_id: UUID, press_agency_id: UUID, *, may_ask: bool, version: int
    ) -> None:
        """A reporter's standing."""

    async def suspend(self, account_id: UUID, at: datetime, version: int) -> None:
        """The account may do nothing here."""

    async def restore(self, account_id: UUID, at: datetime, version: int) -> None:
        """The account may act again."""


class Releases(Protocol):
    """What distribution has told of its releases."""

    async def is_known(self, release_id: UUID) -> bool:
        """Whether it has been public; read outside the transaction."""


class Outbox(Protocol):
    """Events that leave with the transaction."""

    def add(self, event: Event) -> None:
        """Published after the commit, at least once."""


class UnitOfWork(Protocol):
    """One transaction: commits on leaving, rolls back on an error."""

    @property
    def questions(self) -> Questions:
        """The aggregates."""

    @property
    def intake(self) -> IntakeDesk:
        """Reads for a submission."""

    @property
    def rulebook(self) -> RuleBook:
        """Policies and calendars by version."""

    @property
    def deadlines(self) -> Deadlines:
        """What is due."""

    @property
    def wakeups(self) -> Wakeups:
        """What time will bring besides."""

    @property
    def directory(self) -> Directory:
        """Identity's facts."""

    @property
    def releases(self) -> Releases:
        """Distribution's facts."""

    @property
    def outbox(self) -> Outbox:
        """Events to publish."""

    @property
    def history(self) -> History:
        """The facts of the clocks."""

    @property
    def casefile(self) -> CaseFile:
        """What was done."""

    @property
    def ratings(self) -> Ratings:
        """What askers think."""

    @property
    def windows(self) -> Windows:
        """What becomes public by itself."""

    @property
    def practice(self) -> Practice:
        """How the network works here."""

    @property
    def addressing(self) -> Addressing:
        """Whether a named agency gets the question at once."""

    def now(self) -> datetime:
        """The province's clock."""

    async def __aenter__(self) -> Self:
        """Begins, or joins the transaction already begun."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """Commits or rolls back."""

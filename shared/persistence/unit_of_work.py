"""One command, one transaction (docs/adr/0004): who enters commits, and only the outermost one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncSession

from shared.clock import Clock
from shared.persistence.audit.log import Audit
from shared.persistence.engine import Database
from shared.persistence.errors import AssumptionFailed, TransactionDoomed, unique_violation
from shared.persistence.inbox import Inbox
from shared.persistence.outbox import Outbox
from shared.persistence.statement import Condition, Gathered


class SqlUnitOfWork:
    """Commits at the end of `async with`, rolls back on an error; a nested `async with` joins the outer one.

    Gathered rows (`insert`, `outbox`) go in one statement at the end; if the session was not used, that
    statement is the whole transaction. They may refer to rows that the session wrote, not the reverse.
    Raises UniqueViolation when a key exists already, whichever way the row went.
    """

    outbox: Outbox
    inbox: Inbox

    def __init__(self, database: Database, clock: Clock, province_code: str = "46") -> None:
        self.database = database
        self._clock = clock
        self._province_code = province_code
        self._session: AsyncSession | None = None
        self._depth = 0
        self._doomed = False
        self._gathered = Gathered()
        self._undo: list[Callable[[], None]] = []
        self._own: frozenset[str] = frozenset()
        self.may_assume = False
        """Whether whoever runs the command runs it again, without this, after AssumptionFailed."""

    @property
    def entered(self) -> bool:
        """Whether there is a transaction, that is, inside `async with`."""
        return self._depth > 0

    @property
    def session(self) -> AsyncSession:
        """The ORM's session of this transaction; made when first asked for, as not every command needs it."""
        if self._session is None:
            self._session = self.database.sessions()
        return self._session

    @property
    def audit(self) -> Audit:
        """The audit log of a service that keeps one; made when asked for, as most commands need none."""
        return Audit(self)

    def now(self) -> datetime:
        """The province's instant, in UTC."""
        return self._clock.now()

    def insert(self, table: Table, **values: object) -> None:
        """Gathers one row, written at commit; columns left out get the database's default."""
        self._gathered.add(table, values)

    def assume(self, statement: str, *parameters: object) -> None:
        """Commits only if this SELECT ($1, $2 ...) finds a row then; else raises AssumptionFailed.

        So a command may go by what its process remembers, without asking first (docs/adr/0035); once a unit.
        """
        if self._gathered.condition is not None:
            raise RuntimeError("a unit assumes once")
        self._gathered.condition = Condition(statement, parameters)

    def unless_written(self, undo: Callable[[], None]) -> None:
        """Calls if the unit certainly writes nothing; not if a lost connection leaves that unknown."""
        self._undo.append(undo)

    async def __aenter__(self) -> Self:
        self._depth += 1
        if self._depth == 1:
            self._doomed = False
            self._gathered, self._undo = Gathered(), []
            self._session = None
            self._own = frozenset(self.__dict__)
            self.outbox, self.inbox = Outbox(self, self._province_code), Inbox(self)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._depth -= 1
        if self._depth > 0:
            self._doomed = self._doomed or error is not None
            return
        try:
            if error is not None:
                raise error
            if self._doomed:
                raise TransactionDoomed("let the error of the inner unit leave the outer one too")
            await self._commit()
        except BaseException as failure:
            await self._abandon()
            translated = unique_violation(failure)
            if translated or failure is error or isinstance(failure, (AssumptionFailed, TransactionDoomed)):
                self._give_back()
            if translated is not None:
                raise translated from failure
            if failure is not error:
                raise
        finally:
            self._unbind()

    async def _commit(self) -> None:
        statements = self._gathered.statements() if self._gathered else []
        if _used(self._session) or len(statements) > 1:
            await self._commit_session(statements)
        elif statements:
            self._check(await self.database.fetch(statements[0][0], *statements[0][1]))
        if self._gathered.has("outbox"):
            self.database.wakeup.set()

    async def _commit_session(self, statements: list[tuple[str, Sequence[object]]]) -> None:
        await self.session.flush()
        connection = await self.session.connection()
        for number, (text, parameters) in enumerate(statements):
            written = await connection.exec_driver_sql(text, tuple(parameters))
            if number == 0 and self._gathered.condition:
                self._check(written.all())
        await self.session.commit()
        await self.session.close()

    def _unbind(self) -> None:
        """What is `bound` refers to the unit: let go, both end at once and need no garbage collector."""
        for name in self.__dict__.keys() - self._own:
            del self.__dict__[name]

    def _check(self, rows: Sequence[object]) -> None:
        if self._gathered.condition and not rows:
            raise AssumptionFailed

    def _give_back(self) -> None:
        for undo in self._undo:
            undo()

    async def _abandon(self) -> None:
        if self._session is not None:
            await self._session.rollback()
            await self._session.close()


def _used(session: AsyncSession | None) -> bool:
    if session is None:
        return False
    return bool(session.in_transaction() or session.new or session.dirty or session.deleted)

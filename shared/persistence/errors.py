"""What PostgreSQL refuses, in one form whichever way the statement went: ORM, Core or asyncpg alone."""

from asyncpg import (
    AdminShutdownError,
    CannotConnectNowError,
    CrashShutdownError,
    DataError,
    InterfaceError,
    InternalClientError,
    LockNotAvailableError,
    PostgresConnectionError,
    TooManyConnectionsError,
    UniqueViolationError,
)
from asyncpg.exceptions import OperatorInterventionError, TransactionRollbackError
from asyncpg.exceptions._base import DataError as RefusedByDriver
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_CERTAIN = (
    PostgresConnectionError,
    AdminShutdownError,
    CrashShutdownError,
    CannotConnectNowError,
    TooManyConnectionsError,
)
_OUTAGES = (
    *_CERTAIN,
    OperatorInterventionError,
    InterfaceError,
    InternalClientError,
    PoolTimeout,
    OSError,
)


class UniqueViolation(Exception):
    """A row with that key exists already (SQLSTATE 23505); `constraint` names which key."""

    def __init__(self, constraint: str) -> None:
        self.constraint = constraint
        super().__init__(constraint)


class TransactionDoomed(Exception):
    """A nested unit failed and its error was swallowed: the outer unit cannot commit half of the work."""


class AssumptionFailed(Exception):
    """What the command assumed (`uow.assume`) no longer holds; nothing was written, so it may run again."""


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.orig if isinstance(current, DBAPIError) and current.orig else current.__cause__
    return found


def unique_violation(error: BaseException) -> UniqueViolation | None:
    """The unique violation behind an error of asyncpg or SQLAlchemy, if that is what it is."""
    for cause in _causes(error):
        if isinstance(cause, UniqueViolationError):
            return UniqueViolation(str(cause.constraint_name))
    return None


def is_outage(error: BaseException) -> bool:
    """Whether the database may be away, restarting or full, so that the caller can only come again.

    What takes too long looks the same from here, whoever is slow.
    """
    return not is_unstorable(error) and any(
        isinstance(cause, _OUTAGES) or (isinstance(cause, DBAPIError) and cause.connection_invalidated)
        for cause in _causes(error)
    )


def is_certain_outage(error: BaseException) -> bool:
    """Whether PostgreSQL itself has said that it is away, so that nobody else can have failed."""
    return any(isinstance(cause, _CERTAIN) for cause in _causes(error))


def is_conflict(error: BaseException) -> bool:
    """Whether the transaction was ended for another's sake (SQLSTATE class 40, 55P03): it may go now."""
    return any(
        isinstance(cause, (TransactionRollbackError, LockNotAvailableError)) for cause in _causes(error)
    )


def is_unstorable(error: BaseException) -> bool:
    """Whether a value is refused: SQLSTATE class 22, or by the driver before it is sent.

    The driver quotes the value, which may be what a person wrote.
    """
    return any(isinstance(cause, (DataError, RefusedByDriver)) for cause in _causes(error))

"""What PostgreSQL refuses, in one form whichever way the statement went: ORM, Core or asyncpg alone."""

from asyncpg import (
    CannotConnectNowError,
    InterfaceError,
    InternalClientError,
    PostgresConnectionError,
    TooManyConnectionsError,
    UniqueViolationError,
)
from asyncpg.exceptions import OperatorInterventionError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_OUTAGES = (
    PostgresConnectionError,
    OperatorInterventionError,
    CannotConnectNowError,
    TooManyConnectionsError,
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
    """Whether the database is away, restarting or full, so that trying again later is the only answer."""
    return any(
        isinstance(cause, _OUTAGES) or (isinstance(cause, DBAPIError) and cause.connection_invalidated)
        for cause in _causes(error)
    )

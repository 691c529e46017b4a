"""State and events in one PostgreSQL transaction: engine, unit of work, outbox, inbox, migrations."""

from shared.persistence.engine import Database
from shared.persistence.errors import TransactionDoomed, UniqueViolation
from shared.persistence.metadata import ChassisTables, chassis_tables, metadata_for
from shared.persistence.unit_of_work import SqlUnitOfWork

__all__ = [
    "ChassisTables",
    "Database",
    "SqlUnitOfWork",
    "TransactionDoomed",
    "UniqueViolation",
    "chassis_tables",
    "metadata_for",
]

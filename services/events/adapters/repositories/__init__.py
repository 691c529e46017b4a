"""The ports on PostgreSQL."""

from services.events.adapters.repositories.aggregates import SqlInvitations, SqlPressEvents
from services.events.adapters.repositories.directory import SqlDirectory
from services.events.adapters.repositories.passes import SqlPasses, SqlScans

__all__ = ["SqlDirectory", "SqlInvitations", "SqlPasses", "SqlPressEvents", "SqlScans"]

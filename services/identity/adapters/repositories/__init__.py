"""The aggregates of identity in PostgreSQL."""

from services.identity.adapters.repositories.people import (
    SqlAccounts,
    SqlAppointments,
    SqlReporters,
    SqlSpokespersons,
)
from services.identity.adapters.repositories.register import SqlAgencies, SqlClients, SqlPressAgencies

__all__ = [
    "SqlAccounts",
    "SqlAgencies",
    "SqlAppointments",
    "SqlClients",
    "SqlPressAgencies",
    "SqlReporters",
    "SqlSpokespersons",
]

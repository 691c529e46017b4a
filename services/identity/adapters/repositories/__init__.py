"""The aggregates of identity in PostgreSQL."""

from services.identity.adapters.repositories.access import SqlClients, SqlDeviceCodes, SqlSessions
from services.identity.adapters.repositories.agencies import SqlAgencies
from services.identity.adapters.repositories.people import SqlAccounts, SqlAppointments
from services.identity.adapters.repositories.press_agencies import (
    SqlPressAgencies,
    SqlPressApplications,
    SqlPressPresence,
)
from services.identity.adapters.repositories.protection import SqlConsents, SqlDataRequests, SqlPersonalData
from services.identity.adapters.repositories.reporters import SqlIdentityChecks, SqlReporterActs, SqlReporters
from services.identity.adapters.repositories.spokespersons import SqlDelegations, SqlSpokespersons

__all__ = [
    "SqlAccounts",
    "SqlAgencies",
    "SqlAppointments",
    "SqlClients",
    "SqlConsents",
    "SqlDataRequests",
    "SqlDelegations",
    "SqlDeviceCodes",
    "SqlIdentityChecks",
    "SqlPersonalData",
    "SqlPressAgencies",
    "SqlPressApplications",
    "SqlPressPresence",
    "SqlReporterActs",
    "SqlReporters",
    "SqlSessions",
    "SqlSpokespersons",
]

"""The unit of work of this service."""

from services.metrics.adapters.repositories import SqlProjection, SqlStandings
from shared.persistence import SqlUnitOfWork
from shared.persistence.bound import bound


class MetricsUnitOfWork(SqlUnitOfWork):
    """One transaction on the live projection."""

    projection = bound(SqlProjection)
    standings = bound(SqlStandings)

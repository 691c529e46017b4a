"""The ports on PostgreSQL."""

from services.distribution.domain.model.standing import Standing
from shared.persistence import SqlUnitOfWork, standing


class SqlStandings:
    """The chassis' projection of suspended accounts, which the API's guards read."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def put(self, told: Standing) -> None:
        """Keep it, unless a later version is known."""
        change = standing.suspend if told.suspended else standing.restore
        await change(self._uow, told.account_id, told.since, told.version)

"""The ports of the distribution service in memory."""

from types import TracebackType
from typing import Self
from uuid import UUID

from services.distribution.domain.model.standing import Standing


class FakeStandings:
    """Who may act, in a dictionary."""

    def __init__(self) -> None:
        self.known: dict[UUID, Standing] = {}

    async def put(self, standing: Standing) -> None:
        """Keep it, unless a later version is known."""
        known = self.known.get(standing.account_id)
        if known is None or known.version < standing.version:
            self.known[standing.account_id] = standing

    async def is_suspended(self, account_id: UUID) -> bool:
        """What a guard would be told."""
        return account_id in self.known and self.known[account_id].suspended


class FakeUnitOfWork:
    """Counts how it was left."""

    def __init__(self) -> None:
        self.standings = FakeStandings()
        self.committed = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.committed += error is None

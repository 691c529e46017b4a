"""What the use cases need from outside."""

from types import TracebackType
from typing import Protocol, Self

from services.distribution.domain.model.standing import Standing


class Standings(Protocol):
    """Who may act, as identity has told."""

    async def put(self, standing: Standing) -> None:
        """Keep it, unless a later version is known."""


class UnitOfWork(Protocol):
    """One transaction: commits on leaving, rolls back on an error."""

    @property
    def standings(self) -> Standings:
        """Who may act."""

    async def __aenter__(self) -> Self:
        """Begins, or joins the transaction already begun."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """Commits or rolls back."""

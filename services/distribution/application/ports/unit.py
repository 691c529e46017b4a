"""What every unit of work of this service has; the ports of an aggregate add their repositories to it."""

from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from shared.contracts.event import Event


class Outbox(Protocol):
    """Events that leave with the transaction."""

    def add(self, event: Event) -> None:
        """Published after the commit, at least once."""


class Unit(Protocol):
    """One transaction: commits on leaving, rolls back on an error."""

    @property
    def outbox(self) -> Outbox:
        """Events to publish."""

    def now(self) -> datetime:
        """The province's clock."""

    async def __aenter__(self) -> Self:
        """Begins, or joins the transaction already begun."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """Commits or rolls back."""

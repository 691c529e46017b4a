"""What the use cases need of the outside."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

from services.metrics.application.commands import ChangeStanding, Received
from services.metrics.domain.model.projection import Projection


class ProjectionStore(Protocol):
    """Where a projection is kept; `live` is what readers see."""

    async def apply(self, projection: Projection, causes: Sequence[UUID]) -> None:
        """Merge `projection` into the stored one and record the causes in its inbox, in one statement."""
        ...


class Standings(Protocol):
    """Who may use this service, as identity has told; no part of a projection, so no rebuild touches it."""

    async def put(self, told: ChangeStanding) -> None:
        """Keep it, unless a later version is known."""
        ...


class UnitOfWork(Protocol):
    """One transaction; while it lasts the live projection is not switched."""

    @property
    def standings(self) -> Standings:
        """Who may use this service."""
        ...

    @property
    def projection(self) -> ProjectionStore:
        """The live projection."""
        ...

    async def __aenter__(self) -> Self:
        """Begin."""
        ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit, or roll back on an error."""
        ...


class Next(Protocol):
    """The projection being built beside the live one."""

    async def apply(self, projection: Projection, causes: Sequence[UUID]) -> None:
        """Merge in a transaction of its own."""
        ...

    def writers_paused(self) -> AbstractAsyncContextManager[None]:
        """Nothing is applied to the live projection inside; readers go on."""
        ...

    async def switch(self) -> None:
        """Make it the live one and forget the old; only while the writers are paused."""
        ...


class Generations(Protocol):
    """The only door to a new projection."""

    def building(self) -> AbstractAsyncContextManager[Next]:
        """An empty projection beside the live one, what an earlier rebuild left being dropped.

        Raises RebuildRunning when another process is building; drops its own on an error.
        """
        ...


class History(Protocol):
    """A stream from its first message on."""

    @property
    def stream(self) -> str:
        """Its name."""
        ...

    def unread(self) -> AsyncGenerator[Sequence[Received], None]:
        """What the stream holds at this moment and was not read before; raises when it stops before."""
        ...

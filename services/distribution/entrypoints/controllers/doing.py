"""One request that does something with a release: who asks, and which version he has read."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from services.distribution.adapters.unit_of_work import DistributionUnitOfWork
from services.distribution.application.commands.releases import Act
from services.distribution.application.views.releases import ReleaseView
from services.distribution.entrypoints.controllers.callers import reader_of
from services.distribution.entrypoints.controllers.dependencies import Caller, Uow, Version
from shared.web.idempotency import perform

C = TypeVar("C", bound=Act)
R = TypeVar("R")
Present = Callable[[DistributionUnitOfWork], Callable[[R], ReleaseView | Awaitable[ReleaseView]]]


class Doing:
    """Performs one act and answers with the release after it."""

    def __init__(self, request: Request[Any, Any, Any], uow: DistributionUnitOfWork, act: Act) -> None:
        self._request, self._uow, self._act = request, uow, act

    async def __call__(
        self,
        handler: Callable[[C, DistributionUnitOfWork], Awaitable[R]],
        command: type[C],
        present: Present[R],
        **more: object,
    ) -> Response[ReleaseView]:
        """`more` are the fields that the command has beyond those of every act."""
        act = self._act
        made = command(
            release_id=act.release_id, actor=act.actor, expected_version=act.expected_version, **more
        )
        return await perform(self._request, self._uow, handler, made, present(self._uow), status=200)


async def doing(
    request: Request[Any, Any, Any],
    release_id: FromPath[UUID],
    principal: Caller,
    expected_version: Version,
    uow: Uow,
) -> Annotated[Doing, SkipValidation]:
    """What every act on a release is given by name."""
    act = Act(release_id=release_id, actor=reader_of(principal), expected_version=expected_version)
    return Doing(request, uow, act)


Do = NamedDependency[SkipValidation[Doing]]

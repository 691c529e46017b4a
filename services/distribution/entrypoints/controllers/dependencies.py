"""What the operations of releases ask for by name."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from litestar.di import NamedDependency
from litestar.params import SkipValidation

from services.distribution.adapters.queries.releases import SqlReleaseQueries
from services.distribution.adapters.unit_of_work import DistributionUnitOfWork
from services.distribution.application.handlers.releasing import Released
from services.distribution.application.views.releases import ReleaseView, release_view
from services.distribution.domain.model.release import Release
from shared.web.auth import Principal, Role

Uow = NamedDependency[SkipValidation[DistributionUnitOfWork]]
Queries = NamedDependency[SkipValidation[SqlReleaseQueries]]
Now = NamedDependency[SkipValidation[datetime]]
Caller = NamedDependency[Principal]
Visitor = NamedDependency[SkipValidation[Principal | None]]
Version = NamedDependency[int]

AGENCY = (Role.focal_officer, Role.spokesperson, Role.agency_head)
SPEAKERS = (Role.spokesperson, Role.agency_head)


def in_progress(uow: DistributionUnitOfWork) -> Callable[[Release], Awaitable[ReleaseView]]:
    """Presents a release after an act on its text; what was public before still is."""

    async def present(release: Release) -> ReleaseView:
        public = await uow.editions.last(release.id) if release.edition else None
        return release_view(release, public, uow.now())

    return present


def released(uow: DistributionUnitOfWork) -> Callable[[Released], ReleaseView]:
    """Presents a release after an act that may have made an edition."""
    return lambda done: release_view(done.release, done.public, uow.now())

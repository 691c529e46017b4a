"""What the operations of releases, their log and their feeds are given by name."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar.di import Provide
from litestar.params import SkipValidation

from services.distribution.adapters.keys import ReleaseKeys
from services.distribution.adapters.queries.log import SqlLogQueries
from services.distribution.adapters.queries.releases import SqlReleaseQueries
from services.distribution.adapters.queries.verification import Verifier
from services.distribution.adapters.unit_of_work import Office
from services.distribution.settings import Settings


class Publisher(msgspec.Struct, frozen=True):
    """Under which address this service publishes, and with which keys."""

    base: str
    keys: ReleaseKeys


def release_dependencies(settings: Settings, office: Office) -> dict[str, Provide]:
    """Made once for each process."""
    reads, log_reads = SqlReleaseQueries(office.database), SqlLogQueries(office.database)
    checks = Verifier(office.database, office.keys)
    known = Publisher(f"{settings.public_url.rstrip('/')}/distribution/v1", office.keys)

    async def queries() -> Annotated[SqlReleaseQueries, SkipValidation]:
        return reads

    async def log() -> Annotated[SqlLogQueries, SkipValidation]:
        return log_reads

    async def publisher() -> Annotated[Publisher, SkipValidation]:
        return known

    async def verifier() -> Annotated[Verifier, SkipValidation]:
        return checks

    async def now() -> Annotated[datetime, SkipValidation]:
        return office.clock.now()

    return {
        "queries": Provide(queries),
        "log": Provide(log),
        "publisher": Provide(publisher),
        "verifier": Provide(verifier),
        "now": Provide(now),
    }

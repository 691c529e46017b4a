"""What the controllers are given, and what of the figures a caller may see."""

from dataclasses import dataclass
from datetime import datetime

from litestar.di import NamedDependency
from litestar.params import SkipValidation

from services.metrics.adapters.queries import SqlCases, SqlEdition, SqlFigures, SqlSeries
from services.metrics.application.commands import Viewer
from shared.persistence import Database
from shared.web.auth import Principal, Role

SEE_ALL = frozenset({Role.leader, Role.department_officer, Role.auditor, Role.administrator})
HANDLE_ALL = frozenset({Role.department_officer, Role.auditor})
"""They read every question in the questions service too."""
SEE_CASES = (
    frozenset({Role.focal_officer, Role.spokesperson, Role.agency_head, Role.newsroom_admin}) | SEE_ALL
)


@dataclass(frozen=True)
class Reads:
    """Everything that can be read."""

    figures: SqlFigures
    series: SqlSeries
    cases: SqlCases
    edition: SqlEdition


def reads_of(database: Database) -> Reads:
    """On one database."""
    figures = SqlFigures(database)
    return Reads(figures, SqlSeries(database), SqlCases(database), SqlEdition(database, figures))


Reading = NamedDependency[SkipValidation[Reads]]
Now = NamedDependency[SkipValidation[datetime]]


def viewer_of(principal: Principal) -> Viewer:
    """What of the figures the caller may see."""
    sees_all = not SEE_ALL.isdisjoint(principal.roles)
    return Viewer(
        sees_all=sees_all,
        agency_id=principal.agency_id,
        press_agency_id=principal.press_agency_id,
        handles=not sees_all or not HANDLE_ALL.isdisjoint(principal.roles),
    )

"""SQL that fills the views from the live projection."""

from services.metrics.adapters.queries.cases import SqlCases
from services.metrics.adapters.queries.edition import SqlEdition
from services.metrics.adapters.queries.figures import SqlFigures
from services.metrics.adapters.queries.series import SqlSeries

__all__ = ["SqlCases", "SqlEdition", "SqlFigures", "SqlSeries"]

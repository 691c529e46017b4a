"""The unit of work as the sweep needs it: the service's own, and who is above whom."""

from typing import Protocol

from services.questions.application.ports import UnitOfWork
from services.questions.application.wakeups import Hierarchy


class SweepUnit(UnitOfWork, Protocol):
    """One transaction of the sweep."""

    @property
    def hierarchy(self) -> Hierarchy:
        """Who is above whom."""

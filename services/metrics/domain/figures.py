"""The figures of one agency, one press agency, a week or all; what each counts is in the service's README."""

from dataclasses import dataclass

from services.metrics.domain.interval import Interval, wilson

MINIMUM = 5
"""A rate of fewer cases is given no rank, and a group of fewer is not shown to the public."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of questions at one instant; asked = answered + refused + awaiting_publication + open."""

    asked: int
    answered: int
    on_time: int
    late: int
    awaiting_publication: int
    open: int
    open_late: int
    median_office_minutes: float | None
    refused: int = 0

    @property
    def judged(self) -> int:
        """All answers, refusals, and all that are open past due: the denominator of the rate."""
        return self.answered + self.refused + self.open_late

    @property
    def on_time_rate(self) -> float | None:
        """Answers and refusals on time among all that is judged; None when nothing is."""
        return self.on_time / self.judged if self.judged else None

    @property
    def on_time_interval(self) -> Interval | None:
        """How sure the rate is."""
        return wilson(self.on_time, self.judged)

"""The figures of one agency, one press agency or all; what each counts is in the service's README."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of questions at one instant; asked = answered + awaiting_publication + open."""

    asked: int
    answered: int
    on_time: int
    late: int
    awaiting_publication: int
    open: int
    open_late: int
    median_office_minutes: float | None

    @property
    def on_time_rate(self) -> float | None:
        """Answers on time among all answers and all that are open past due; None when there are neither."""
        judged = self.answered + self.open_late
        return self.on_time / judged if judged else None

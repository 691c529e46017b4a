"""A newsroom confirms each quarter who works for it; what it does not confirm is switched off."""

from dataclasses import dataclass
from datetime import date, timedelta


def quarter_end(day: date) -> date:
    """The last day of the quarter in which the day is."""
    month = (day.month - 1) // 3 * 3 + 3
    following = date(day.year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


@dataclass(frozen=True)
class VouchingRule:
    """How long a newsroom may take in a new quarter; for somebody on probation less."""

    grace: timedelta = timedelta(days=30)
    on_probation: timedelta = timedelta(days=10)

    def due_on(self, vouched_until: date, *, probation: bool) -> date:
        """The last day on which the next quarter can be vouched for before the reporter is disabled."""
        return vouched_until + (self.on_probation if probation else self.grace)

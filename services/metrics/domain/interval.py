"""How sure a rate is: the interval of Wilson (1927), right for few cases too and for rates near 0 or 1."""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054
"""The standard normal quantile of 0.975."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds between which the rate lies with 95 % confidence; 0 <= low <= high <= 1."""

    low: float
    high: float


def wilson(hits: int, cases: int) -> Interval | None:
    """The interval around hits / cases; None without cases. Raises ValueError unless 0 <= hits <= cases."""
    if not 0 <= hits <= cases:
        raise ValueError(f"{hits} of {cases}")
    if not cases:
        return None
    square = Z_95 * Z_95
    centre = (hits + square / 2) / (cases + square)
    spread = Z_95 / (cases + square) * sqrt(hits * (cases - hits) / cases + square / 4)
    # At the ends the formula gives 0 and 1 exactly, but floating point does not.
    low = 0.0 if hits == 0 else max(0.0, centre - spread)
    high = 1.0 if hits == cases else min(1.0, centre + spread)
    return Interval(low, high)

"""The classes of response times, in office hours: quarter and half days at first, then days, then weeks."""

BOUNDS = (0, 2, 4, 8, 16, 24, 40, 80)
"""The lower bound of each class, inclusive; the last one has no upper bound."""


def classes() -> list[tuple[int, int | None]]:
    """(from, to) of each class, `to` exclusive."""
    return list(zip(BOUNDS, (*BOUNDS[1:], None), strict=True))

"""What happens to a question on its way, beside being routed, accepted and answered; pure."""

from datetime import date, datetime
from enum import StrEnum

from shared.clock import PROVINCE_ZONE

HOLIDAYS = (date(2026, 8, 27), date(2026, 8, 31), date(2026, 9, 3))
"""Asked from the first to before the second of these, a clarification comes on the third: nobody is at a
desk between the National Day's bridge day (31 August) and 2 September."""


class Turn(StrEnum):
    """One thing that happens on the way."""

    CLARIFIED = "clarified"
    CLARIFIED_AFTER_THE_HOLIDAYS = "clarified_after_the_holidays"
    BOUNCED = "bounced"
    EXTENDED = "extended"
    EXTENSION_DENIED = "extension_denied"
    HELD = "held"
    REFUSED = "refused"
    IN_POINTS = "in_points"
    REOPENED = "reopened"
    CORRECTED = "corrected"


# Of the questions answered in time: one in so many, and which is the first.
_PLACES = {
    Turn.CLARIFIED: (12, 1),
    Turn.EXTENDED: (12, 3),
    Turn.EXTENSION_DENIED: (24, 5),
    Turn.HELD: (12, 7),
    Turn.REFUSED: (30, 9),
    Turn.IN_POINTS: (12, 11),
    Turn.REOPENED: (34, 2),
    Turn.CORRECTED: (40, 14),
}


def turns(number: int, place: int | None, *, wrong_first: bool, late: bool, asked: datetime) -> set[Turn]:
    """Of question `number`; `place` counts those that are answered in time, and is None for the others."""
    found = set()
    if wrong_first and number % 2 == 0:
        found.add(Turn.BOUNCED)
    if late:
        found.add(Turn.HELD)
    if place is None:
        return found
    found |= {turn for turn, (every, first) in _PLACES.items() if place % every == first}
    if HOLIDAYS[0] <= asked.astimezone(PROVINCE_ZONE).date() < HOLIDAYS[1] and not found:
        found.add(Turn.CLARIFIED_AFTER_THE_HOLIDAYS)
    return found

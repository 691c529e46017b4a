"""The trace of a term: what each day did to the count."""

from dataclasses import dataclass
from enum import StrEnum

from services.questions.domain.calendar import Day
from services.questions.domain.terms import PauseReason


class StepKind(StrEnum):
    """What a day does to the count."""

    RECEIVED = "received"
    RECEIPT_MOVED = "receipt_moved"
    COUNTED = "counted"
    BY_EXTENSION = "by_extension"
    SKIPPED = "skipped"
    PAUSED = "paused"
    EXTENDED = "extended"


@dataclass(frozen=True)
class Step:
    """One day of the trace; `number` counts days, `minutes` the time of that day that counts.

    `reason` tells of a pause on that day, also where only a part of it was paused and the day counts.
    """

    kind: StepKind
    day: Day
    number: int | None = None
    minutes: int | None = None
    reason: PauseReason | None = None

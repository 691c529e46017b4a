"""Hot topics: matters and areas that more questions are about than before."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WEEKS_BEFORE = 4
LEAST = 3
"""Fewer questions in a week are no topic yet."""
GROWTH = 2.0
FEW_QUESTIONS, FEW_NEWSROOMS = 5, 3
"""A smaller group could tell a newsroom what another one is working on."""


class TopicKind(StrEnum):
    """What questions have in common."""

    MATTER = "matter"
    AREA = "area"


@dataclass(frozen=True)
class Topic:
    """How many questions of the last seven days, and of each seven days before, the newest first."""

    kind: TopicKind
    name: str
    this_week: int
    before: tuple[int, ...]
    newsrooms: int

    @property
    def average(self) -> float:
        """Questions a week before this one."""
        return sum(self.before) / len(self.before)

    @property
    def is_rising(self) -> bool:
        """At least three, and at least twice as many as before."""
        return self.this_week >= LEAST and self.this_week >= GROWTH * self.average

    @property
    def is_small(self) -> bool:
        """Whether it might give an unpublished question away."""
        return self.this_week < FEW_QUESTIONS or self.newsrooms < FEW_NEWSROOMS


def hot(topics: Sequence[Topic], *, with_small: bool) -> list[Topic]:
    """The steepest first."""
    rising = [each for each in topics if each.is_rising and (with_small or not each.is_small)]
    return sorted(rising, key=lambda each: (each.average - each.this_week, each.kind, each.name))

"""What the public may see: no group so small that its members could be recognised."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from services.metrics.domain.figures import MINIMUM

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Group(Generic[K]):
    """One agency's published answers, those of them on time, and all that is judged."""

    key: K
    answered: int
    on_time: int
    judged: int

    @property
    def rate(self) -> float:
        """Of a group that is shown, so there are cases."""
        return self.on_time / self.judged


@dataclass(frozen=True, slots=True)
class Edition(Generic[K]):
    """Groups that are large enough, and the rest as one; None where even the rest must stay hidden."""

    shown: Sequence[Group[K]]
    rest: Group[None] | None


def count(number: int) -> int | None:
    """The number, or None when it is one to four."""
    return None if 0 < number < MINIMUM else number


def edition(groups: Sequence[Group[K]]) -> Edition[K]:
    """Small groups are pooled; while the pool itself is small, the smallest group that is shown joins it.

    Otherwise the pool, which is the total less what is shown, would tell what was hidden.
    """
    ordered = sorted((group for group in groups if group.answered), key=lambda group: group.answered)
    hidden = [group for group in ordered if group.answered < MINIMUM]
    shown = ordered[len(hidden) :]
    while hidden and shown and sum(group.answered for group in hidden) < MINIMUM:
        hidden.append(shown.pop(0))
    silent = [group for group in groups if not group.answered]
    pooled = [*hidden, *silent]
    total = sum(group.answered for group in pooled)
    if total < MINIMUM:
        return Edition(shown, None)
    rest = Group(None, total, sum(g.on_time for g in pooled), sum(g.judged for g in pooled))
    return Edition(shown, rest)

"""Ranks of those with enough cases to be compared at all."""

from collections.abc import Mapping
from typing import TypeVar

from services.metrics.domain.figures import MINIMUM
from services.metrics.domain.interval import wilson

K = TypeVar("K")


def ranks(cases: Mapping[K, tuple[int, int]]) -> dict[K, int]:
    """1 for the best of (on time, judged), by the lower bound of the interval; equals share a rank.

    The lower bound, so that five of five do not stand above ninety-nine of a hundred.
    """
    sure = {
        key: interval.low
        for key, (hits, judged) in cases.items()
        if judged >= MINIMUM and (interval := wilson(hits, judged)) is not None
    }
    ordered = sorted(sure.values(), reverse=True)
    return {key: ordered.index(low) + 1 for key, low in sure.items()}

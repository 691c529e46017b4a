"""Numbered points: the parts of a question, each answered, refused or transferred."""

from collections.abc import Iterable, Sequence
from typing import Any

from services.questions.domain.errors import PointsLeft, PointUnknown, TooManyPoints
from services.questions.domain.model.states import PointState

Points = list[dict[str, Any]]
"""Each a `number` from 1, a `text` and a `state`; stored with the question as they are."""
MOST = 50
"""An answer says something to each, and has room for no more."""


def numbered(texts: Sequence[str]) -> Points:
    """New points, all open."""
    return [
        {"number": number, "text": text, "state": PointState.OPEN.value}
        for number, text in enumerate(texts, 1)
    ]


def listed_anew(points: Points, texts: Sequence[str]) -> Points:
    """The texts in place of the open ones; those dealt with keep their numbers. Raises TooManyPoints."""
    kept = [point for point in points if point["state"] != PointState.OPEN]
    if len(kept) + len(texts) > MOST:
        raise TooManyPoints(field="points", most=MOST, kept=len(kept))
    taken = {point["number"] for point in kept}
    free = (number for number in range(1, MOST + 1) if number not in taken)
    new = [{**point, "number": next(free)} for point in numbered(texts)]
    return sorted([*kept, *new], key=lambda point: point["number"])


def still_open(points: Points) -> list[int]:
    """The numbers that nobody has dealt with."""
    return [point["number"] for point in points if point["state"] == PointState.OPEN]


def with_state(points: Points, numbers: Iterable[int], state: PointState) -> Points:
    """The points with the named ones in the state; raises PointUnknown for one that is not open."""
    wanted, may = set(numbers), set(still_open(points))
    for number in sorted(wanted - may):
        raise PointUnknown(field="points", number=number)
    return [{**point, "state": state.value} if point["number"] in wanted else point for point in points]


def reopened(points: Points, numbers: Iterable[int]) -> Points:
    """The named ones open again, or all that were dealt with here; raises PointUnknown."""
    closed = {p["number"] for p in points if p["state"] in (PointState.ANSWERED, PointState.REFUSED)}
    wanted = set(numbers) or closed
    for number in sorted(wanted - closed):
        raise PointUnknown(field="points", number=number)
    return [
        {**point, "state": PointState.OPEN.value} if point["number"] in wanted else point for point in points
    ]


def settled(points: Points, said: Iterable[tuple[int, PointState]]) -> Points:
    """The points after an answer to each open one; raises PointUnknown or PointsLeft."""
    for number, state in said:
        points = with_state(points, [number], state)
    if left := still_open(points):
        raise PointsLeft(field="points", numbers=", ".join(map(str, left)))
    return points

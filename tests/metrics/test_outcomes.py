"""What is neither answered nor open: refused, withdrawn, merged, reopened, extended."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import httpx
import pytest

from shared.contracts.event import Event
from shared.persistence import Database
from tests.metrics.histories import (
    NOW,
    agency,
    breached,
    extended,
    press_agency,
    published,
    recomputed,
    refused,
    released,
    removed,
    reopened,
    routed,
    submitted,
)
from tests.metrics.reading import read, tell
from tests.tokens import Issuer

PAST, AHEAD = NOW - timedelta(days=1), NOW + timedelta(days=9)


def asked(number: int) -> list[Event]:
    return [submitted(number, due=PAST), routed(number, 1)]


CASES: dict[str, tuple[Sequence[Event], dict[str, Any]]] = {
    "refused on time": ([refused(1, 1, version=3)], {"refused": 1, "on_time": 1, "answered": 0, "open": 0}),
    "refused late": ([refused(1, 1, version=3, on_time=False)], {"refused": 1, "late": 1, "open_late": 0}),
    "withdrawn": (
        [removed(1, version=3, merged=False)],
        {"withdrawn": 1, "questions": 0, "open_late": 0, "on_time_rate": None},
    ),
    "merged": ([removed(1, version=3, merged=True)], {"merged": 1, "questions": 0, "on_time_rate": None}),
    "reopened": (
        [published(released(1, 1, version=3)), reopened(1, version=5, due=AHEAD)],
        {"answered": 0, "open": 1, "open_late": 0},
    ),
    "answered again": (
        [refused(1, 1, version=3), reopened(1, version=4), published(released(1, 1, version=5))],
        {"answered": 1, "refused": 0, "on_time": 1},
    ),
    "breach lifted": (
        [breached(1, version=3, due=PAST), recomputed(1, version=4, due=AHEAD)],
        {"open": 1, "open_late": 0},
    ),
    "extended": (extended(1, version=3, due=AHEAD)[:1], {"extended": 1, "open_late": 0}),
    "extension reversed": (extended(1, version=3, due=PAST), {"extended": 0, "open_late": 1}),
}


@pytest.mark.parametrize("case", CASES)
async def test_each_outcome_is_counted_where_it_belongs(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, case: str
) -> None:
    more, figures = CASES[case]
    await tell(store, [agency(1), press_agency(0), *asked(1), *more])
    seen = await read(api, "/overview", issuer.bearer("leader"))
    assert {name: seen[name] for name in figures} == figures

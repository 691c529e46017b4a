"""Duties of the law, kept and broken: the same figures in any order, for those who may see them."""

from collections.abc import Sequence
from random import Random
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.adapters.orm import TABLES
from services.metrics.application.handlers import folded
from services.metrics.application.views import DutiesView
from services.metrics.entrypoints.scoreboard.texts import TEXTS
from shared.contracts.event import Event
from shared.i18n import Language, translator
from shared.ids import uuid7
from shared.persistence import Database
from tests.metrics.duties import (
    duties,
    entry_overdue,
    entry_published,
    request_answered,
    request_overdue,
    right_ended,
)
from tests.metrics.histories import agency, made_id
from tests.metrics.projections import as_received, expected, stored
from tests.metrics.reading import read, tell
from tests.tokens import Issuer

NONE = dict.fromkeys(DutiesView.__struct_fields__, 0)
CASES: dict[str, tuple[Sequence[Event], dict[str, int]]] = {
    "an entry in time": ([entry_published(1, 1)], {"entries_on_time": 1}),
    "a head's entry, which no term asks for": ([entry_published(1, 1, due_at=None)], {}),
    "an entry that is missing": ([entry_overdue(1, 1)], {"entries_late": 1, "entries_missing": 1}),
    "an entry that came late": (
        [entry_overdue(1, 1), entry_published(1, 1, version=3, on_time=False)],
        {"entries_late": 1},
    ),
    "an entry that came late, its breach lost": (
        [entry_published(1, 1, version=3, on_time=False)],
        {"entries_late": 1},
    ),
    "a right that ended with its duty broken": (
        [entry_overdue(1, 1), right_ended(1, 1, version=3)],
        {"entries_late": 1},
    ),
    "a right that ended with its duty kept": (
        [entry_published(1, 1), right_ended(1, 1, version=3)],
        {"entries_on_time": 1},
    ),
    "a right that ended before anything was due": ([right_ended(1, 1, version=2)], {}),
    "a request answered in time": ([request_answered(1)], {"requests_on_time": 1}),
    "a request that waits": ([request_overdue(1)], {"requests_late": 1, "requests_unanswered": 1}),
    "a request answered late": (
        [request_overdue(1), request_answered(1, version=3, on_time=False)],
        {"requests_late": 1},
    ),
}


@given(st.data(), st.integers(min_value=0, max_value=10_000))
def test_any_permutation_with_repetitions_gives_one_projection(data: st.DataObject, seed: int) -> None:
    told = duties(seed, 4, agencies=3)
    repeats = data.draw(st.lists(st.sampled_from(told), max_size=10)) if told else []
    shuffled = data.draw(st.permutations(told + repeats))
    assert folded((uuid7(), event) for event in shuffled) == folded((uuid7(), event) for event in told)


def test_no_person_is_kept_with_a_request() -> None:
    kept = {column for register in TABLES["data_request"].values() for column in register}
    assert kept == {"answered_at", "on_time"}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("turned", [False, True])
async def test_each_way_that_a_duty_goes_is_counted_once(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, case: str, *, turned: bool
) -> None:
    told, figures = CASES[case]
    for _ in range(2):
        await tell(store, [agency(1), *(reversed(told) if turned else told)])
    assert await read(api, "/duties", issuer.bearer("leader")) == NONE | figures
    (row,) = (await read(api, "/agencies", issuer.bearer("leader")))["items"]
    assert {name: row[name] for name in row if name.startswith("entries_")} == {
        name: count for name, count in (NONE | figures).items() if name.startswith("entries_")
    }


async def test_any_order_in_any_batches_is_stored_as_the_model_says(store: Database) -> None:
    told = duties(3, 40, agencies=5)
    for events in (Random(1).sample(told, len(told)), told):
        await tell(store, events[:30])
        await tell(store, events[30:])
    assert await stored(store) == expected(as_received(told))


@pytest.mark.parametrize(
    "role", ["focal_officer", "reporter", "newsroom_admin", "spokesperson", "agency_head"]
)
async def test_the_totals_are_for_who_sees_all(api: httpx.AsyncClient, issuer: Issuer, role: str) -> None:
    assert (await api.get("/duties")).status_code == 401
    assert (await api.get("/duties", headers=issuer.bearer(role))).status_code == 403


async def test_an_agency_sees_its_own_breaches_and_no_other(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, [agency(1), agency(2), entry_overdue(1, 1), entry_overdue(2, 2), entry_overdue(3, 2)])
    own = issuer.bearer("agency_head", agency_id=made_id("agency", 1))
    (row,) = (await read(api, "/agencies", own))["items"]
    assert (row["agency_id"], row["entries_missing"]) == (str(made_id("agency", 1)), 1)


async def test_a_breach_of_an_agency_not_yet_heard_of_waits_for_it(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, [entry_overdue(1, 1)])
    waiting: dict[str, Any] = (await read(api, "/overview", issuer.bearer("leader")))["waiting"]
    assert waiting["agencies_without_registration"] == 1


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_the_scoreboard_shows_them_in_both_languages(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, language: Language
) -> None:
    await tell(store, [agency(1), entry_overdue(1, 1), request_overdue(1)])
    page = (await api.get(f"/scoreboard?lang={language}", headers=issuer.bearer("leader"))).text
    say = translator(language)
    assert say(TEXTS["entries_note"]).format(missing=1, on_time=0) in page
    assert say(TEXTS["requests_note"]).format(unanswered=1, on_time=0) in page

"""Wilson's interval, ranks and the public edition's groups: rules that need nothing running."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.domain.figures import MINIMUM
from services.metrics.domain.interval import wilson
from services.metrics.domain.office_hours import BOUNDS, classes
from services.metrics.domain.public import Group, count, edition
from services.metrics.domain.ranking import ranks

KNOWN = [
    # Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
    # And where nothing went wrong yet.
    (10, 10, 0.7225, 1.0),
    (5, 10, 0.2366, 0.7634),
]
CASES = st.integers(min_value=1, max_value=5000).flatmap(
    lambda cases: st.tuples(st.integers(min_value=0, max_value=cases), st.just(cases))
)
GROUPS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 6)), max_size=12).map(
    lambda rows: [
        Group(number, answered, min(on_time, answered), answered + open_late)
        for number, (answered, on_time, open_late) in enumerate(rows)
    ]
)


@pytest.mark.parametrize(("hits", "cases"), [(-1, 3), (4, 3), (1, 0)])
def test_more_hits_than_cases_is_refused(hits: int, cases: int) -> None:
    with pytest.raises(ValueError, match="of"):
        wilson(hits, cases)


def test_there_is_no_interval_around_nothing() -> None:
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("hits", "cases", "low", "high"), KNOWN)
def test_the_interval_has_its_published_values(hits: int, cases: int, low: float, high: float) -> None:
    found = wilson(hits, cases)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(CASES)
def test_the_rate_lies_within_and_the_bounds_within_zero_and_one(case: tuple[int, int]) -> None:
    found = wilson(*case)
    assert found is not None
    assert 0.0 <= found.low <= case[0] / case[1] <= found.high <= 1.0


@given(CASES)
def test_the_interval_of_the_misses_is_the_mirror_image(case: tuple[int, int]) -> None:
    hits, misses = wilson(*case), wilson(case[1] - case[0], case[1])
    assert hits is not None
    assert misses is not None
    assert isclose(hits.low, 1 - misses.high, abs_tol=1e-12)


@given(CASES, st.integers(min_value=2, max_value=50))
def test_more_of_the_same_is_surer(case: tuple[int, int], times: int) -> None:
    few, many = wilson(*case), wilson(case[0] * times, case[1] * times)
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


def test_below_five_cases_there_is_no_rank() -> None:
    assert ranks({"a": (4, 4), "b": (3, 5)}) == {"b": 1}


def test_ninety_nine_of_a_hundred_rank_before_five_of_five_and_equals_share() -> None:
    found = ranks({"sure": (99, 100), "few": (5, 5), "same": (5, 5), "last": (5, 10)})
    assert found == {"sure": 1, "few": 2, "same": 2, "last": 4}


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (116, 116)])
def test_the_public_is_not_told_a_count_from_one_to_four(number: int, shown: int | None) -> None:
    assert count(number) == shown


@given(GROUPS)
def test_nothing_under_five_can_be_read_from_the_public_edition(groups: list[Group[int]]) -> None:
    found = edition(groups)
    assert all(group.answered >= MINIMUM for group in found.shown)
    hidden = sum(group.answered for group in groups) - sum(group.answered for group in found.shown)
    assert hidden == 0 or hidden >= MINIMUM or not found.shown
    if found.rest is not None:
        assert found.rest.answered == hidden >= MINIMUM


@given(GROUPS)
def test_the_public_edition_hides_no_more_than_it_must(groups: list[Group[int]]) -> None:
    large = [group for group in groups if group.answered >= MINIMUM]
    assert len(edition(groups).shown) >= len(large) - 1


def test_the_classes_of_response_times_leave_no_gap() -> None:
    found = classes()
    assert found[0][0] == 0
    assert found[-1][1] is None
    assert [end for _, end in found[:-1]] == [start for start, _ in found[1:]] == list(BOUNDS[1:])

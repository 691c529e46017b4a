"""Merging facts: any order, any number of times, the same projection."""

from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.application.facts import CONSUMED, facts_of
from services.metrics.application.handlers import folded
from services.metrics.domain.figures import Figures
from services.metrics.domain.model.projection import Projection
from services.metrics.domain.model.questions import QuestionFacts
from services.metrics.domain.model.register import AgencyFacts, ReporterFacts
from shared.contracts import identity
from shared.contracts.event import Event
from shared.contracts.golden import example
from shared.contracts.registry import EVENTS, decode
from shared.ids import uuid7
from tests.metrics import histories
from tests.metrics.histories import START, accepted, history, made_id, published, released, routed, submitted


def fold(events: Iterable[Event]) -> Projection:
    return folded((uuid7(), event) for event in events)


def only_question(*events: Event) -> QuestionFacts:
    facts: QuestionFacts
    (facts,) = fold(events).of(QuestionFacts).values()
    return facts


def test_an_event_that_says_nothing_to_this_service_is_refused() -> None:
    foreign = identity.AccountErased(
        aggregate_version=2, account_id=uuid7(), reporter_id=None, erased_at=START
    )
    with pytest.raises(KeyError):
        facts_of(foreign)


def test_everything_consumed_is_a_registered_type() -> None:
    assert {event.type_name() for event in CONSUMED} <= set(EVENTS)


def test_an_answer_without_its_submission_is_kept_and_known_to_wait() -> None:
    facts = only_question(released(1, by=2))
    assert facts.submission is None
    assert facts.answer is not None


def test_an_older_routing_that_arrives_late_does_not_take_the_lead_back() -> None:
    facts = only_question(routed(1, 3, version=4, previous=2), submitted(1), routed(1, 2, version=2))
    assert facts.lead is not None
    assert facts.lead.agency_id == made_id("agency", 3)


@pytest.mark.parametrize("turned", [False, True])
def test_the_board_follows_a_rename_whichever_name_arrives_last(*, turned: bool) -> None:
    registered = histories.agency(1, "Sở Cũ")
    kind = identity.AgencyRevised.type_name()
    revised = msgspec.structs.replace(
        decode(kind, example(kind)), agency_id=registered.agency_id, aggregate_version=2, name="Sở Mới"
    )
    told = [registered, revised, revised]
    (facts,) = fold(reversed(told) if turned else told).of(AgencyFacts).values()
    assert facts.name == "Sở Mới"


def test_the_publication_is_not_forgotten_when_the_release_arrives_after_it() -> None:
    answer = released(1, by=2)
    assert only_question(published(answer), answer) == only_question(answer, published(answer))


def test_a_restored_reporter_is_not_suspended_whichever_arrives_last() -> None:
    told = histories.reporter(1, 0, suspended=True)
    fields = {name: getattr(told[-1], name) for name in ("reporter_id", "account_id", "press_agency_id")}
    told.append(identity.AccreditationRestored(aggregate_version=4, restored_at=START, **fields))
    for order in (told, told[::-1]):
        (facts,) = fold(order).of(ReporterFacts).values()
        assert facts.standing is not None
        assert not facts.standing.suspended
        assert facts.verification is not None


@given(st.data(), st.integers(min_value=0, max_value=10_000))
def test_any_permutation_with_duplicates_gives_the_same_projection(data: st.DataObject, seed: int) -> None:
    told = history(seed, 4, others=6)
    repeats = data.draw(st.lists(st.sampled_from(told), max_size=20))
    shuffled = data.draw(st.permutations(told + repeats))
    assert fold(shuffled) == fold(told)


@given(st.integers(min_value=0, max_value=10_000), st.integers(min_value=1, max_value=60))
def test_batches_merge_as_their_events_do(seed: int, size: int) -> None:
    told = history(seed, 4, others=6)
    merged = Projection()
    for start in range(0, len(told), size):
        for facts in fold(told[start : start + size]):
            merged.absorb(facts)
    assert merged == fold(told)


def test_acceptance_names_the_lead_even_when_the_routing_is_missing() -> None:
    facts = only_question(accepted(1, 7), submitted(1))
    assert facts.lead is not None
    assert facts.lead.agency_id == made_id("agency", 7)


def test_there_is_no_rate_of_nothing() -> None:
    assert Figures(3, 0, 0, 0, 0, 3, 0, None).on_time_rate is None


def test_what_is_open_past_its_term_counts_against_the_rate() -> None:
    assert Figures(10, 8, 8, 0, 0, 2, 2, 100.0).on_time_rate == 0.8
    assert Figures(10, 8, 8, 0, 0, 2, 0, 100.0).on_time_rate == 1.0


def test_a_refusal_counts_in_the_rate_as_an_answer_does() -> None:
    assert Figures(10, 4, 5, 1, 0, 4, 0, 100.0, refused=2).on_time_rate == 5 / 6

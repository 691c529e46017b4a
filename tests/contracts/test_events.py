"""Every event says who publishes it, which aggregate it is about, and survives the bus unchanged."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given

from shared.contracts import registry
from shared.contracts.event import Event
from shared.contracts.registry import EVENTS, PUBLISHERS, InvalidEvent
from tests.contracts.messages import ANY_EVENT, TYPES, body

NAME = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+\.v[1-9][0-9]*")
ACCEPTED = "questions.question.accepted.v1"
PRIVATE = {
    "reporter_name",
    "email",
    "phone",
    "personal_identifier",
    "cccd",
    "body",
    "text",
    "question",
    "draft",
}
PERSONS_PUBLIC_BY_LAW = {
    "SpokespersonAssigned": {"full_name"},
    "DelegationSigned": {"full_name"},
    "AnswerPublished": {"spokesperson_name"},
    "FirstStatementReleased": {"spokesperson_name"},
}


def subclasses(event: type[Event]) -> list[type[Event]]:
    return [found for direct in event.__subclasses__() for found in [direct, *subclasses(direct)]]


def test_an_event_with_a_naive_time_never_leaves() -> None:
    event = registry.decode(ACCEPTED, msgspec.json.encode(body(ACCEPTED)))
    broken = msgspec.structs.replace(event, accepted_at=datetime(2026, 8, 17, 8, 0))  # noqa: DTZ001  the point
    with pytest.raises(InvalidEvent, match="accepted_at"):
        registry.encode(broken)


@pytest.mark.parametrize("change", [{"aggregate_version": 0}, {"question_id": "x"}, {"agency_id": None}])
def test_an_event_that_a_reader_would_refuse_never_leaves(change: dict[str, Any]) -> None:
    event = registry.decode(ACCEPTED, msgspec.json.encode(body(ACCEPTED)))
    with pytest.raises(InvalidEvent, match=next(iter(change))):
        registry.encode(msgspec.structs.replace(event, **change))


def test_an_event_cannot_be_changed_once_made() -> None:
    event: Any = registry.decode(ACCEPTED, msgspec.json.encode(body(ACCEPTED)))
    with pytest.raises(AttributeError, match="immutable"):
        event.aggregate_version = 2


@given(event=ANY_EVENT)
def test_what_is_encoded_decodes_to_the_same_event(event: Event) -> None:
    assert registry.decode(event.type_name(), registry.encode(event)) == event


@given(event=ANY_EVENT)
def test_a_second_encoding_gives_the_same_bytes(event: Event) -> None:
    payload = registry.encode(event)
    assert registry.encode(registry.decode(event.type_name(), payload)) == payload


def test_the_registry_holds_every_event_there_is() -> None:
    assert set(subclasses(Event)) == set(EVENTS.values())


@pytest.mark.parametrize("type_name", TYPES)
def test_a_type_name_is_service_aggregate_fact_and_version(type_name: str) -> None:
    assert NAME.fullmatch(type_name)


@pytest.mark.parametrize("event", EVENTS.values())
def test_an_event_stands_in_the_file_of_its_publisher(event: type[Event]) -> None:
    assert event.publisher() in PUBLISHERS
    assert event.__module__.split(".")[2] == event.publisher()


@pytest.mark.parametrize("event", EVENTS.values())
def test_an_event_names_the_field_that_holds_its_aggregate(event: type[Event]) -> None:
    made = registry.decode(event.type_name(), msgspec.json.encode(body(event.type_name())))
    assert isinstance(made.aggregate_id, UUID)
    assert str(made.aggregate_id) == body(event.type_name())[event.__aggregate__]


@pytest.mark.parametrize("event", EVENTS.values())
def test_an_event_says_in_one_sentence_what_has_happened(event: type[Event]) -> None:
    assert event.__doc__
    assert "\n" not in event.__doc__


@pytest.mark.parametrize("event", EVENTS.values())
def test_streams_are_kept_for_ever_so_they_hold_nothing_private(event: type[Event]) -> None:
    allowed = PERSONS_PUBLIC_BY_LAW.get(event.__name__, set())
    assert not set(event.__struct_fields__) & PRIVATE
    assert {field for field in event.__struct_fields__ if field.endswith("_name")} <= allowed


def test_a_title_travels_only_once_it_is_public() -> None:
    assert [event.__name__ for event in EVENTS.values() if "subject" in event.__struct_fields__] == [
        "AnswerPublished",
        "FirstStatementReleased",
    ]


def test_an_instant_is_the_same_whatever_its_offset() -> None:
    event = registry.decode(
        ACCEPTED, msgspec.json.encode(body(ACCEPTED) | {"accepted_at": "2026-08-17T08:05:00+07:00"})
    )
    assert getattr(event, "accepted_at") == datetime(2026, 8, 17, 1, 5, tzinfo=UTC)  # noqa: B009  decode says Event

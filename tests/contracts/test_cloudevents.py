"""The envelope: headers that any CloudEvents reader understands, and their refusals."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts import golden
from shared.contracts.cloudevents import InvalidEnvelope, headers, parse
from shared.contracts.event import Event
from shared.contracts.registry import decode
from tests.contracts.messages import ANY_EVENT, INSTANTS

CAUSE = UUID("01a00d40-1a61-7000-8000-000000000001")
NOON = datetime(2026, 8, 17, 12, 0, tzinfo=timezone(timedelta(hours=7)))


def accepted() -> Event:
    return decode("questions.question.accepted.v1", golden.example("questions.question.accepted.v1"))


def minted() -> dict[str, str]:
    return headers(accepted(), event_id=CAUSE, time=NOON, province_code="46")


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(InvalidEnvelope, match="ce-time"):
        headers(accepted(), event_id=CAUSE, time=NOON.replace(tzinfo=None), province_code="46")


@pytest.mark.parametrize("province", ["", "4", "046", "Huế", "46/x"])
def test_a_province_is_named_by_two_digits(province: str) -> None:
    with pytest.raises(InvalidEnvelope, match="ce-source"):
        headers(accepted(), event_id=CAUSE, time=NOON, province_code=province)


@pytest.mark.parametrize("name", sorted(name for name in minted() if name.startswith("ce-")))
def test_a_missing_header_is_refused_by_name(name: str) -> None:
    rest = {header: value for header, value in minted().items() if header != name}
    with pytest.raises(InvalidEnvelope, match=f"{name} is missing"):
        parse(rest)


@pytest.mark.parametrize(
    "damage",
    [
        {"ce-specversion": "0.3"},
        {"ce-id": "not a uuid"},
        {"ce-source": "/questions"},
        {"ce-time": "2026-08-17T12:00:00"},
        {"ce-time": "yesterday"},
        {"ce-subject": "Q-2026-000123"},
    ],
)
def test_a_malformed_header_is_refused(damage: dict[str, str]) -> None:
    with pytest.raises(InvalidEnvelope, match=r"ce[- ]"):
        parse(minted() | damage)


def test_the_headers_of_one_event() -> None:
    assert minted() == {
        "ce-specversion": "1.0",
        "ce-id": str(CAUSE),
        "ce-source": "vn/46/questions",
        "ce-type": "questions.question.accepted.v1",
        "ce-time": "2026-08-17T12:00:00+07:00",
        "ce-subject": str(accepted().aggregate_id),
        "ce-dataschema": "urn:caunoi:schema:questions.question.accepted.v1",
        "content-type": "application/json",
        "Nats-Msg-Id": str(CAUSE),
    }


@given(event=ANY_EVENT, event_id=st.uuids(), time=INSTANTS, province=st.integers(0, 99))
def test_what_is_minted_parses_back(event: Event, event_id: UUID, time: datetime, province: int) -> None:
    envelope = parse(headers(event, event_id=event_id, time=time, province_code=f"{province:02}"))
    assert (envelope.id, envelope.time.astimezone(UTC) == time) == (event_id, True)
    assert (envelope.type, envelope.subject) == (event.type_name(), event.aggregate_id)
    assert envelope.source == f"vn/{province:02}/{event.publisher()}"


def test_headers_of_other_standards_are_ignored() -> None:
    assert (
        parse(minted() | {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}).id
        == CAUSE
    )

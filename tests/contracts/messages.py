"""Random events of every type, and the committed examples as plain documents."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
from hypothesis import strategies as st

from shared.contracts import golden
from shared.contracts.event import Event
from shared.contracts.registry import EVENTS

TYPES = sorted(EVENTS)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=ZONES)  # noqa: DTZ001  aware by ZONES


def body(type_name: str) -> dict[str, Any]:
    """The example of a type as a document that a test may damage."""
    found: dict[str, Any] = json.loads(golden.example(type_name))
    return found


SIMPLE: dict[type[msgspec.inspect.Type], st.SearchStrategy[Any]] = {
    msgspec.inspect.UUIDType: st.uuids(),
    msgspec.inspect.StrType: st.text(),
    msgspec.inspect.BoolType: st.booleans(),
    msgspec.inspect.NoneType: st.none(),
    msgspec.inspect.DateTimeType: INSTANTS,
    msgspec.inspect.DateType: st.dates(),
}


def values(kind: msgspec.inspect.Type) -> st.SearchStrategy[Any]:
    """Values of one field; a kind of field that is not here yet fails the test that meets it."""
    match kind:
        case msgspec.inspect.IntType():
            return st.integers(kind.ge or 0, 2**53)
        case msgspec.inspect.LiteralType():
            return st.sampled_from(kind.values)
        case msgspec.inspect.VarTupleType():
            return st.lists(values(kind.item_type), max_size=4).map(tuple)
        case msgspec.inspect.StructType():
            return st.builds(kind.cls, **{field.name: values(field.type) for field in kind.fields})
        case msgspec.inspect.UnionType():
            return st.one_of(*map(values, kind.types))
    return SIMPLE[type(kind)]


def events(event: type[Event]) -> st.SearchStrategy[Event]:
    """Any event of one type."""
    described = msgspec.inspect.type_info(event)
    assert isinstance(described, msgspec.inspect.StructType)
    return st.builds(event, **{field.name: values(field.type) for field in described.fields})


ANY_EVENT = st.one_of(*(events(event) for event in EVENTS.values()))

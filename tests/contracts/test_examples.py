"""What a reader refuses, what it tolerates, and that every committed example still reads."""

import json

import jsonschema_rs
import msgspec
import pytest

from shared.contracts import golden
from shared.contracts.event import Event
from shared.contracts.registry import EVENTS, InvalidEvent, UnknownEventType, decode
from tests.contracts.messages import TYPES, body

SUBMITTED = "questions.question.submitted.v1"


def required(event: type[Event]) -> list[str]:
    return [field.name for field in msgspec.structs.fields(event) if field.required]


def encoded(document: object) -> bytes:
    return json.dumps(document).encode()


def test_a_type_nobody_declared_is_refused() -> None:
    with pytest.raises(UnknownEventType, match=r"questions\.question\.eaten\.v1"):
        decode("questions.question.eaten.v1", b"{}")


@pytest.mark.parametrize("type_name", TYPES)
def test_an_unknown_tag_in_the_body_is_refused(type_name: str) -> None:
    later = body(type_name) | {"type": type_name.replace(".v1", ".v2")}
    with pytest.raises(InvalidEvent, match=r"Invalid value.*\$\.type"):
        decode(type_name, encoded(later))


@pytest.mark.parametrize("type_name", TYPES)
def test_a_naive_time_is_refused(type_name: str) -> None:
    message = body(type_name)
    times = [field for field, value in message.items() if isinstance(value, str) and value.endswith("Z")]
    for field in times:
        with pytest.raises(InvalidEvent, match=rf"\$\.{field}"):
            decode(type_name, encoded(message | {field: message[field].removesuffix("Z")}))


@pytest.mark.parametrize("type_name", TYPES)
def test_a_missing_field_is_refused_by_name(type_name: str) -> None:
    for field in required(EVENTS[type_name]):
        rest = {name: value for name, value in body(type_name).items() if name != field}
        with pytest.raises(InvalidEvent, match=f"missing required field `{field}`"):
            decode(type_name, encoded(rest))


@pytest.mark.parametrize("version", [0, -1, 1.5, "1", None])
def test_a_version_that_does_not_count_from_one_is_refused(version: object) -> None:
    with pytest.raises(InvalidEvent, match=r"\$\.aggregate_version"):
        decode(SUBMITTED, encoded(body(SUBMITTED) | {"aggregate_version": version}))


@pytest.mark.parametrize("payload", [b"", b"not json", b"[]", b"null", b'{"type":"\xff"}', b'{"type":'])
def test_bytes_that_are_no_message_are_refused(payload: bytes) -> None:
    with pytest.raises(InvalidEvent, match=SUBMITTED):
        decode(SUBMITTED, payload)


@pytest.mark.parametrize("type_name", TYPES)
def test_a_field_from_the_future_is_ignored(type_name: str) -> None:
    future = body(type_name) | {"mood": "vui", "more": {"deep": [1, 2]}}
    assert decode(type_name, encoded(future)) == decode(type_name, golden.example(type_name))


def test_every_type_has_an_example_and_every_example_a_type() -> None:
    files = {path.name for path in (golden.HOME / "examples").iterdir()}
    counted = {name: len(golden.examples(name)) for name in TYPES}
    assert all(counted.values())
    assert sum(counted.values()) == len(files)


@pytest.mark.parametrize("type_name", TYPES)
def test_every_example_reads_as_its_class(type_name: str) -> None:
    for payload in golden.examples(type_name):
        assert type(decode(type_name, payload)) is EVENTS[type_name]


@pytest.mark.parametrize("type_name", TYPES)
def test_every_example_keeps_its_committed_schema(type_name: str) -> None:
    schema = json.loads((golden.HOME / "schemas" / f"{type_name}.json").read_text(encoding="utf-8"))
    for payload in golden.examples(type_name):
        jsonschema_rs.Draft202012Validator(schema, validate_formats=True).validate(json.loads(payload))


@pytest.mark.parametrize("type_name", TYPES)
def test_every_example_is_written_in_the_one_form(type_name: str) -> None:
    for payload in golden.examples(type_name):
        assert payload.decode() == golden.rendered(json.loads(payload))

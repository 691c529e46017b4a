"""The AsyncAPI documents: valid against the published schema of AsyncAPI 3, and true."""

import gzip
import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from deploy.contracts import ROOT, receives
from shared.contracts.asyncapi import document
from shared.contracts.registry import EVENTS, PUBLISHERS

Document = dict[str, Any]


@cache
def asyncapi_3() -> jsonschema_rs.Validator:
    """The official schema, as the npm package @asyncapi/specs 6.11.1 has it (Apache-2.0)."""
    packed = Path(__file__).with_name("asyncapi-3.0.0.json.gz").read_bytes()
    return jsonschema_rs.validator_for(json.loads(gzip.decompress(packed)), validate_formats=True)


def described(service: str) -> Document:
    return document(service, "0.1.0", receives(service))


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for inner in node.values():
            yield from references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from references(inner)


def resolves(reference: str, within: Document) -> bool:
    file, _, pointer = reference.partition("#")
    if file:
        return (ROOT / "docs" / "asyncapi" / file).resolve().is_file()
    place: Any = within
    for step in pointer.strip("/").split("/"):
        place = place.get(step, {})
    return bool(place)


def with_payloads(service: str) -> Document:
    """The document with its payload files inlined, so that they are checked too."""
    whole = deepcopy(described(service))
    for message in whole["components"]["messages"].values():
        path = (ROOT / "docs" / "asyncapi" / message["payload"]["$ref"]).resolve()
        message["payload"] = json.loads(path.read_text(encoding="utf-8"))
    return whole


@pytest.mark.parametrize("damage", ["asyncapi", "info"])
def test_the_published_schema_refuses_a_damaged_document(damage: str) -> None:
    broken = {key: value for key, value in described("questions").items() if key != damage}
    assert not asyncapi_3().is_valid(broken)


def test_the_published_schema_refuses_an_unknown_action() -> None:
    broken = described("questions")
    broken["operations"]["sendQuestionSubmitted"]["action"] = "shout"
    assert not asyncapi_3().is_valid(broken)


@pytest.mark.parametrize("service", PUBLISHERS)
def test_a_document_is_asyncapi_3(service: str) -> None:
    assert [error.message for error in asyncapi_3().iter_errors(with_payloads(service))] == []


@pytest.mark.parametrize("service", PUBLISHERS)
def test_every_reference_leads_somewhere(service: str) -> None:
    found = described(service)
    assert [reference for reference in references(found) if not resolves(reference, found)] == []


@pytest.mark.parametrize("service", PUBLISHERS)
def test_a_service_sends_its_own_events_and_receives_what_it_subscribes_to(service: str) -> None:
    operations = described(service)["operations"].values()
    subjects: dict[str, set[str]] = {"send": set(), "receive": set()}
    for operation in operations:
        subjects[operation["action"]].add(operation["channel"]["$ref"].rpartition("/")[2])
    assert subjects["send"] == {name for name, event in EVENTS.items() if event.publisher() == service}
    assert subjects["receive"] == {
        event.type_name() for taken in receives(service).values() for event in taken
    }


@pytest.mark.parametrize("service", PUBLISHERS)
def test_every_subscription_names_a_registered_type_and_its_service(service: str) -> None:
    for durable, taken in receives(service).items():
        assert taken
        assert durable.startswith(f"{service}-")
        assert [EVENTS[event.type_name()] for event in taken] == list(taken)

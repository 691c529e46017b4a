"""The JSON Schema of an event type, and what a reader of yesterday would not survive in tomorrow's."""

from typing import Any

import msgspec

from shared.contracts.cloudevents import dataschema
from shared.contracts.event import Event

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_PROSE = frozenset({"title", "description", "$comment", "examples"})


def schema_of(event: type[Event]) -> Schema:
    """The schema of one message body; Structs inside it stay under `$defs`."""
    generated = msgspec.json.schema(event)
    definitions: Schema = generated["$defs"]
    body: Schema = definitions.pop(generated["$ref"].rpartition("/")[2])
    inner = {"$defs": definitions} if definitions else {}
    return {"$schema": DIALECT, "$id": dataschema(event.type_name()), **body, **inner}


def breaking(old: Schema, new: Schema) -> list[str]:
    """Every change from `old` to `new` but new optional fields and prose; empty when readers survive."""
    found = _breaking_object(old, new)
    inner_old, inner_new = old.get("$defs", {}), new.get("$defs", {})
    for name, definition in inner_old.items():
        if name not in inner_new:
            found.append(f"{name}: definition removed")
        else:
            found += [f"{name}.{problem}" for problem in _breaking_object(definition, inner_new[name])]
    return found


def _breaking_object(old: Schema, new: Schema) -> list[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    needed, needs = set(old.get("required", ())), set(new.get("required", ()))
    kept = [name for name in before if name in after]
    keywords = sorted((old.keys() | new.keys()) - _PROSE - {"properties", "required", "$defs"})
    return [
        *[f"{name}: removed" for name in before if name not in after],
        *[f"{name}: changed" for name in kept if _shape(before[name]) != _shape(after[name])],
        *[f"{name}: newly required" for name in sorted(needs - needed)],
        *[f"{name}: made optional" for name in sorted((needed - needs) & after.keys())],
        *[f"keyword {word}: changed" for word in keywords if _shape(old.get(word)) != _shape(new.get(word))],
    ]


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items() if key not in _PROSE}
    if isinstance(value, list | tuple):
        return [_shape(inner) for inner in value]
    return value

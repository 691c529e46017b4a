"""The committed files of the contracts: schemas, one example for each type, and frozen released copies."""

import json
from pathlib import Path
from typing import Any

from shared.contracts.registry import EVENTS
from shared.contracts.schema import Schema, breaking, schema_of

HOME = Path(__file__).parent


def rendered(document: Any) -> str:
    """How every committed JSON document is written."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def schemas() -> dict[str, str]:
    """What the schema files must contain, by type name."""
    return {name: rendered(schema_of(event)) for name, event in EVENTS.items()}


def example(type_name: str) -> bytes:
    """The committed message of that type, as a consumer's test should feed it; raises FileNotFoundError."""
    return (HOME / "examples" / f"{type_name}.json").read_bytes()


def released(home: Path = HOME) -> dict[str, list[Schema]]:
    """The frozen copies of each type, oldest first: `<type>.json`, then `<type>.2.json` and so on."""
    copies: dict[str, list[tuple[int, Schema]]] = {}
    for path in (home / "released").glob("*.json"):
        type_name, revision = _revision(path.stem)
        copies.setdefault(type_name, []).append((revision, json.loads(path.read_text(encoding="utf-8"))))
    return {
        name: [schema for _, schema in sorted(found, key=lambda copy: copy[0])]
        for name, found in copies.items()
    }


def _revision(stem: str) -> tuple[str, int]:
    name, _, last = stem.rpartition(".")
    return (name, int(last)) if last.isdigit() else (stem, 1)


def breaks(home: Path = HOME) -> list[str]:
    """Each way in which today's types would break a reader of a released copy."""
    found = []
    for type_name, copies in sorted(released(home).items()):
        if type_name not in EVENTS:
            found.append(f"{type_name}: released, and no longer declared")
            continue
        now = schema_of(EVENTS[type_name])
        found += [f"{type_name}: {problem}" for copy in copies for problem in breaking(copy, now)]
    return sorted(set(found))


def unreleased(home: Path = HOME) -> dict[str, str]:
    """Files that a release would add, with their content; empty when every type is frozen as it is."""
    copies, additions = released(home), {}
    for name, event in EVENTS.items():
        frozen, now = copies.get(name, []), schema_of(event)
        if not frozen:
            additions[f"{name}.json"] = rendered(now)
        elif breaking(now, frozen[-1]):
            additions[f"{name}.{len(frozen) + 1}.json"] = rendered(now)
    return additions

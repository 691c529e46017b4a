"""The committed files of the contracts: schemas, examples of each type, and frozen released copies."""

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


def examples(type_name: str) -> list[bytes]:
    """The committed messages of that type, oldest first; none is ever changed, all decode for ever."""
    return [path.read_bytes() for path in _revisions(HOME / "examples").get(type_name, [])]


def example(type_name: str) -> bytes:
    """The newest committed message of that type, as a consumer's test should feed it; raises LookupError."""
    return examples(type_name)[-1]


def released(home: Path = HOME) -> dict[str, list[Schema]]:
    """The frozen copies of each type, oldest first: `<type>.json`, then `<type>.2.json` and so on."""
    copies = _revisions(home / "released")
    return {name: [json.loads(path.read_bytes()) for path in paths] for name, paths in copies.items()}


def _revisions(folder: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*.json"), key=lambda path: _revision(path.stem)):
        found.setdefault(_revision(path.stem)[0], []).append(path)
    return found


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

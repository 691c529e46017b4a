"""The generated side of the contracts: `python -m deploy.contracts write | check | release`.

`write` renews schemas, docs/events.md, docs/workflow.md, docs/asyncapi and docs/openapi; `check` fails
when a committed file is not what would be written or a released reader would break; `release` freezes what
is not frozen yet.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import yaml

from deploy.openapi import openapi
from services.questions.domain.workflow.drawing import page
from shared.contracts import golden
from shared.contracts.asyncapi import Receives, document
from shared.contracts.catalogue import catalogue
from shared.contracts.event import Event
from shared.contracts.registry import EVENTS, PUBLISHERS
from shared.messaging import BatchSubscription, Subscription

ROOT = Path(__file__).resolve().parent.parent
GENERATED = ("shared/contracts/schemas", "docs/asyncapi", "docs/openapi")
"""Folders in which nothing else may lie."""


def receives(service: str) -> Receives:
    """The durable consumers of a service, from its own list of subscriptions."""
    module = import_module(f"services.{service}.entrypoints.subscribers")
    listed: Sequence[Subscription | BatchSubscription] = module.SUBSCRIPTIONS
    return {one.durable: _taken(one) for one in listed}


def _taken(subscription: Subscription | BatchSubscription) -> Sequence[type[Event]]:
    if isinstance(subscription, Subscription):
        return (subscription.event,)
    whole = [event for event in EVENTS.values() if event.publisher() == subscription.stream]
    return subscription.events or whole


def consumers() -> dict[str, list[str]]:
    """The services that listen to each type name."""
    found: dict[str, list[str]] = {}
    for service in PUBLISHERS:
        for event in dict.fromkeys(chain.from_iterable(receives(service).values())):
            found.setdefault(event.type_name(), []).append(service)
    return found


def generated() -> dict[str, str]:
    """Every generated file: its path in the repository, and what it must contain."""
    files = {f"shared/contracts/schemas/{name}.json": text for name, text in golden.schemas().items()}
    files["docs/events.md"] = catalogue(consumers())
    files["docs/workflow.md"] = page()
    for service in PUBLISHERS:
        bus = document(service, version("caunoi"), receives(service))
        files[f"docs/asyncapi/{service}.yaml"] = yaml.safe_dump(
            bus, allow_unicode=True, sort_keys=False, width=110
        )
        files[f"docs/openapi/{service}.json"] = golden.rendered(openapi(service))
    return files


def differences(files: Mapping[str, str], root: Path = ROOT) -> list[str]:
    """Each committed file that is missing, stale, or belongs to nothing."""
    found = [
        f"{path}: not what 'make contracts' writes"
        for path, text in files.items()
        if _read(root / path) != text
    ]
    return found + [f"{path}: belongs to no class or service" for path in strays(files, root)]


def strays(files: Mapping[str, str], root: Path = ROOT) -> list[str]:
    """Files in the generated folders that would not be written."""
    there = [path for folder in GENERATED for path in (root / folder).glob("*")]
    return sorted(name for path in there if (name := path.relative_to(root).as_posix()) not in files)


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def without_example(home: Path = golden.HOME) -> list[str]:
    """A complaint for each type that has no example; examples are written by hand."""
    folder = home / "examples"
    return [
        f"write a real message: {folder / name}.json"
        for name in EVENTS
        if not (folder / f"{name}.json").exists()
    ]


def write() -> list[str]:
    """Renew every generated file; the complaints that stop it."""
    if complaints := without_example():
        return complaints
    files = generated()
    for path, text in files.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
    for stray in strays(files):
        (ROOT / stray).unlink()
    return []


def check() -> list[str]:
    """Everything that is wrong with the committed contracts."""
    if complaints := [*without_example(), *golden.breaks()]:
        return complaints
    frozen = [f"{name}: not released yet, run 'make release-contracts'" for name in golden.unreleased()]
    return [*differences(generated()), *frozen]


def release(home: Path = golden.HOME) -> list[str]:
    """Freeze what is not frozen yet, and rewrite nothing; the complaints that stop it."""
    if complaints := golden.breaks(home):
        return complaints
    for name, text in golden.unreleased(home).items():
        with (home / "released" / name).open("x", encoding="utf-8") as file:
            file.write(text)
    return []


COMMANDS: Mapping[str, Callable[[], list[str]]] = {"write": write, "check": check, "release": release}


def main(arguments: list[str]) -> int:
    """Run one command; 0 when it is content, 1 when it complains, 2 when it is not understood."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(f"usage: python -m deploy.contracts {' | '.join(COMMANDS)}", file=sys.stderr)
        return 2
    complaints = COMMANDS[arguments[0]]()
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

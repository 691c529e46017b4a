"""Where a source file constructs events, found in its syntax tree."""

import ast
from collections.abc import Iterator

from shared.contracts.registry import EVENTS

CLASSES = {
    f"{module}.{event.__name__}": event
    for event in EVENTS.values()
    for module in (event.__module__, f"shared.contracts.{event.publisher()}")
}
"""Also by the name of the package that exports it."""


def constructed(source: str) -> Iterator[tuple[int, str]]:
    """Line and publisher of each call of an event class, by whatever name the file imports it."""
    tree = ast.parse(source)
    names = dict(_imports(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (path := _dotted(node.func)) is not None:
            first, _, rest = path.partition(".")
            event = CLASSES.get(f"{names.get(first, first)}.{rest}".rstrip("."))
            if event is not None:
                yield node.lineno, event.publisher()


def _imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.asname, alias.name) for alias in node.names if alias.asname)


def _dotted(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (owner := _dotted(node.value)) is not None:
        return f"{owner}.{node.attr}"
    return None

"""The repository as text and as syntax trees, for the tests that check how it is written."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("identity", "questions", "distribution", "events", "metrics")
PYTHON_FOLDERS = ("services", "shared", "deploy", "tests", "bench")


def relative(path: Path) -> str:
    """The path as a person would name it."""
    return path.relative_to(ROOT).as_posix()


def files(*folders: str, suffix: str = "") -> Iterator[Path]:
    """Every file of ours below `folders` (all of the repository when none is named)."""
    for folder in folders or (".",):
        for path in sorted((ROOT / folder).rglob(f"*{suffix}")):
            if path.is_file() and not _outside(path.relative_to(ROOT)):
                yield path


def _outside(path: Path) -> bool:
    """Environments, caches and data: folders with a dot, but for the one of CI; and a work tree's `.git`."""
    *folders, name = path.parts
    return (
        name == ".git"
        or "__pycache__" in folders
        or any(part.startswith(".") and part != ".ci" for part in folders)
    )


def modules(*folders: str) -> list[Path]:
    """Every Python file below `folders`."""
    return list(files(*(folders or PYTHON_FOLDERS), suffix=".py"))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(path: Path) -> Iterator[tuple[str, str, int]]:
    """(module, name, line) of each import; the name is empty for `import module`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name, node.lineno) for alias in node.names)


def dotted(node: ast.expr) -> str:
    """`a.b.c` for such an expression, else what of it is a name."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """(dotted name, line) of each call."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield dotted(node.func), node.lineno

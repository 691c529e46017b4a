"""The five services have the same files, and no file or function outgrows its budget."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import PYTHON_FOLDERS, ROOT, SERVICES, modules, relative, tree

MODULES = (
    "__main__",
    "settings",
    "domain/model",
    "domain/errors",
    "application/commands",
    "application/handlers",
    "application/ports",
    "application/views",
    "adapters/orm",
    "adapters/repositories",
    "adapters/unit_of_work",
    "adapters/queries",
    "entrypoints/api",
    "entrypoints/controllers",
    "entrypoints/schemas",
    "entrypoints/worker",
    "entrypoints/subscribers",
    "migrations/env",
)
PACKAGES = (".", "domain", "application", "adapters", "entrypoints", "migrations")
BESIDE = {"__init__.py", "__main__.py", "settings.py", "README.md"}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "core", "misc", "manager", "services"}
FILE_LINES = {"tests": 300}
"""A page that can be read at once is 200 lines; a test file may be a longer list of sentences."""
BODY_LINES = 30
"""The aim is 25; above 30 a function does more than its name says."""
LIST_LINES = 50
"""For a function without a branch or a loop: it declares, and is read as a list."""
POSITIONAL = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> list[Function]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, Function)]


def body_lines(function: Function) -> int:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def budget(function: Function) -> int:
    branching = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.AsyncWith, ast.Match)
    return BODY_LINES if any(isinstance(node, branching) for node in ast.walk(function)) else LIST_LINES


def positional(function: Function) -> int:
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return len([name for name in names if name not in ("self", "cls")])


def test_there_are_these_services_and_no_others() -> None:
    found = {path.name for path in (ROOT / "services").iterdir() if (path / "__init__.py").exists()}
    assert found == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_every_file_of_the_shape(service: str) -> None:
    home = ROOT / "services" / service
    missing = [name for name in PACKAGES if not (home / name / "__init__.py").exists()]
    # A module that outgrew its budget is a package of the same name.
    missing += [
        name
        for name in MODULES
        if not (home / f"{name}.py").exists() and not (home / name / "__init__.py").exists()
    ]
    assert missing == []
    assert list((home / "migrations" / "versions").glob("0001_*.py"))


@pytest.mark.parametrize("service", SERVICES)
def test_beside_its_layers_a_service_has_nothing_else(service: str) -> None:
    home = ROOT / "services" / service
    beside = {path.name for path in home.iterdir() if path.is_file()}
    assert beside == BESIDE
    assert (home / "README.md").read_text(encoding="utf-8").startswith("# ")


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [relative(path) for path in modules("services", "shared", "deploy") if path.stem in NAMELESS] == []


@pytest.mark.parametrize("folder", PYTHON_FOLDERS)
def test_files_stay_under_their_budget(folder: str) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(folder)}
    assert {
        relative(path): lines for path, lines in lengths.items() if lines > FILE_LINES.get(folder, 200)
    } == {}


@pytest.mark.parametrize("folder", PYTHON_FOLDERS)
def test_function_bodies_stay_under_their_budget(folder: str) -> None:
    long = {
        f"{relative(path)}:{function.lineno} {function.name}": body_lines(function)
        for path in modules(folder)
        for function in functions(path)
        if body_lines(function) > budget(function) and path.parent.name != "versions"
    }
    assert long == {}


def test_no_function_has_more_than_five_positional_arguments() -> None:
    # But for constructors, which are called where a process is put together and nowhere else.
    many = [
        f"{relative(path)}:{function.lineno} {function.name}"
        for path in modules("services", "shared", "deploy")
        for function in functions(path)
        if positional(function) > POSITIONAL and function.name != "__init__" and not _is_a_door(path)
    ]
    assert many == []


def _is_a_door(path: Path) -> bool:
    """Litestar calls a route handler by name: its arguments are a declaration, not an order."""
    return "controllers" in path.parts or path.stem in ("controllers", "pages")

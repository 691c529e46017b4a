"""Committed schemas are what the classes give, and no released reader is ever broken."""

import json
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from shared.contracts import golden
from shared.contracts.event import Event
from shared.contracts.registry import EVENTS
from shared.contracts.schema import Schema, breaking, schema_of
from tests.contracts.messages import TYPES

OLD: Schema = schema_of(EVENTS["questions.answer.released.v1"])
NESTED: Schema = {
    "type": "object",
    "properties": {"pause": {"$ref": "#/$defs/Pause"}},
    "required": ["pause"],
    "$defs": {"Pause": {"type": "object", "properties": {"days": {"type": "integer"}}, "required": ["days"]}},
}


def planted(schema: Schema, *path: str, value: Any = None) -> Schema:
    """A copy in which what lies at `path` is replaced, or gone when no value is given."""
    copy = deepcopy(schema)
    place = copy
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copy


def required(*names: str) -> list[str]:
    return sorted({*OLD["required"], *names})


@pytest.mark.parametrize(
    ("problem", "new"),
    [
        ("on_time: removed", planted(OLD, "properties", "on_time")),
        ("on_time: changed", planted(OLD, "properties", "on_time", value={"type": "string"})),
        ("due_at: changed", planted(OLD, "properties", "due_at", "format")),
        ("office_minutes: changed", planted(OLD, "properties", "office_minutes", "minimum", value=1)),
        ("type: changed", planted(OLD, "properties", "type", "enum", value=["questions.answer.released.v2"])),
        ("mood: newly required", planted(OLD, "required", value=required("mood"))),
        (
            "on_time: made optional",
            planted(OLD, "required", value=[n for n in OLD["required"] if n != "on_time"]),
        ),
        ("keyword additionalProperties: changed", planted(OLD, "additionalProperties", value=False)),
        ("keyword $id: changed", planted(OLD, "$id", value="urn:caunoi:schema:other")),
    ],
)
def test_a_planted_break_is_seen(problem: str, new: Schema) -> None:
    assert problem in breaking(OLD, new)


@pytest.mark.parametrize(
    ("problem", "new"),
    [
        ("Pause: definition removed", planted(NESTED, "$defs", "Pause")),
        ("Pause.days: removed", planted(NESTED, "$defs", "Pause", "properties", "days")),
        ("Pause.days: made optional", planted(NESTED, "$defs", "Pause", "required", value=["hours"])),
        (
            "Pause.hours: newly required",
            planted(NESTED, "$defs", "Pause", "required", value=["days", "hours"]),
        ),
    ],
)
def test_a_planted_break_inside_a_nested_struct_is_seen(problem: str, new: Schema) -> None:
    assert problem in breaking(NESTED, new)


def test_a_wider_set_of_words_breaks_readers_that_know_the_old_one() -> None:
    routed = schema_of(EVENTS["questions.question.routed.v1"])
    wider = planted(routed, "properties", "by", "enum", value=["configuration", "dispatcher", "rule"])
    assert breaking(routed, wider) == ["by: changed"]


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        planted(OLD, "properties", "mood", value={"type": "string", "default": "vui"}),
        planted(OLD, "description", value="Said otherwise."),
        planted(OLD, "properties", "on_time", "description", value="At or before due_at."),
    ],
)
def test_what_readers_survive_is_no_break(new: Schema) -> None:
    assert breaking(OLD, new) == []


def test_no_released_reader_is_broken() -> None:
    assert golden.breaks() == []


def test_every_type_is_released_as_it_is() -> None:
    assert golden.unreleased() == {}


@pytest.mark.parametrize("event", EVENTS.values())
def test_a_committed_schema_is_what_its_class_gives(event: type[Event]) -> None:
    committed = golden.HOME / "schemas" / f"{event.type_name()}.json"
    assert committed.read_text(encoding="utf-8") == golden.rendered(schema_of(event))


def test_there_is_no_schema_without_a_class() -> None:
    assert sorted(path.stem for path in (golden.HOME / "schemas").glob("*")) == TYPES


@pytest.mark.parametrize("folder", ["released", "examples"])
def test_a_released_copy_or_an_example_was_never_changed_after_its_commit(folder: str) -> None:
    if shutil.which("git") is None or not (golden.HOME.parent.parent / ".git").exists():
        pytest.skip("not a git checkout: there is no history to look at")
    touched = ["--diff-filter=MDRT", "--name-status", "--", folder]
    # A contract is made once it is on the main line; what a branch did before its merge concerns nobody.
    history = ["git", "log", "--first-parent", "--no-renames", "--format=", *touched]
    for command in (history, ["git", "diff", "--no-renames", "HEAD", *touched]):
        done = subprocess.run(command, cwd=golden.HOME, capture_output=True, text=True, check=True)
        assert done.stdout.split() == []


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a released copy of every type, to plant breaks in."""
    shutil.copytree(golden.HOME / "released", tmp_path / "released")
    return tmp_path


def frozen(home: Path, name: str, schema: Schema) -> None:
    (home / "released" / f"{name}.json").write_text(json.dumps(schema), encoding="utf-8")


def test_a_break_against_a_released_copy_is_named_with_its_type(home: Path) -> None:
    name = "questions.answer.released.v1"
    frozen(home, name, planted(OLD, "properties", "mood", value={"type": "string"}))
    assert golden.breaks(home) == [f"{name}: mood: removed"]


def test_a_released_type_that_nobody_declares_is_a_break(home: Path) -> None:
    frozen(home, "questions.question.eaten.v1", OLD)
    assert golden.breaks(home) == ["questions.question.eaten.v1: released, and no longer declared"]


def test_every_revision_of_a_released_type_binds(home: Path) -> None:
    name = "questions.answer.released.v1"
    frozen(home, f"{name}.2", planted(OLD, "properties", "mood", value={"type": "string"}))
    assert golden.breaks(home) == [f"{name}: mood: removed"]


def test_a_type_that_grew_is_frozen_again_beside_its_first_copy(home: Path) -> None:
    name = "questions.answer.released.v1"
    frozen(home, name, planted(planted(OLD, "properties", "on_time"), "required", value=["type"]))
    assert list(golden.unreleased(home)) == [f"{name}.2.json"]


def test_a_new_type_is_frozen_under_its_own_name(home: Path) -> None:
    name = "questions.answer.released.v1"
    (home / "released" / f"{name}.json").unlink()
    assert golden.unreleased(home) == {f"{name}.json": golden.rendered(OLD)}

"""The command line of the contracts: what it writes is committed, and a break is never frozen."""

import json
import shutil
from pathlib import Path

import pytest

from deploy import contracts
from shared.contracts import golden
from shared.contracts.catalogue import catalogue
from shared.contracts.registry import EVENTS

SUBMITTED = "questions.question.submitted.v1"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the committed examples and released schemas, to damage."""
    for folder in ("examples", "released"):
        shutil.copytree(golden.HOME / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.parametrize("arguments", [[], ["burn"], ["write", "check"]])
def test_an_unknown_command_is_answered_with_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert contracts.main(arguments) == 2
    assert "write | check | release" in capsys.readouterr().err


def test_a_type_without_an_example_is_named(home: Path) -> None:
    (home / "examples" / f"{SUBMITTED}.json").unlink()
    [complaint] = contracts.without_example(home)
    assert SUBMITTED in complaint


def test_a_stale_a_missing_and_a_stray_file_are_named(tmp_path: Path) -> None:
    schemas = tmp_path / contracts.GENERATED[0]
    schemas.mkdir(parents=True)
    (schemas / "stale.json").write_text("old", encoding="utf-8")
    (schemas / "stray.json").write_text("{}", encoding="utf-8")
    wanted = {f"{contracts.GENERATED[0]}/{name}.json": "new" for name in ("stale", "missing")}
    named = [
        complaint.partition(":")[0].rpartition("/")[2]
        for complaint in contracts.differences(wanted, tmp_path)
    ]
    assert named == ["stale.json", "missing.json", "stray.json"]


def test_a_break_is_not_frozen(home: Path) -> None:
    path = home / "released" / f"{SUBMITTED}.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"]["mood"] = {"type": "string"}
    path.write_text(golden.rendered(schema), encoding="utf-8")
    before = {file.name for file in path.parent.iterdir()}
    assert contracts.release(home) == [f"{SUBMITTED}: mood: removed"]
    assert {file.name for file in path.parent.iterdir()} == before


def test_a_release_adds_what_is_new_and_rewrites_nothing(home: Path) -> None:
    # A type that has been frozen once only.
    new, others = home / "released" / "questions.question.accepted.v1.json", home / "released"
    new.unlink()
    before = {file.name: file.read_bytes() for file in others.iterdir()}
    assert contracts.release(home) == []
    after = {file.name: file.read_bytes() for file in others.iterdir()}
    assert new.name in after
    assert {name: after[name] for name in before} == before


def test_the_catalogue_names_publisher_consumers_schema_and_example_of_every_event() -> None:
    page = catalogue({SUBMITTED: ["distribution", "metrics"]})
    for name, event in EVENTS.items():
        [row] = [line for line in page.splitlines() if f"`{name}`" in line]
        assert event.__name__ in row
        assert f"schemas/{name}.json" in row
        assert f"examples/{name}.json" in row
    [submitted] = [line for line in page.splitlines() if f"`{SUBMITTED}`" in line]
    assert "| distribution, metrics |" in submitted


def test_what_is_committed_is_what_the_classes_services_and_subscriptions_give() -> None:
    assert contracts.check() == []

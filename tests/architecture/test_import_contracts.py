"""The import contracts hold, and each is seen to break on a planted violation in a copy."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

SERVICES_APART = "No service imports another: they meet on the bus"
LAYERS = "Every service has these layers, only these, and imports point down"
SHARED_BELOW = "shared never imports a service"
SHARED_LAYERS = "Inside shared, imports point down to the contracts"
USE_CASES = "Use cases see contracts and ports, never a framework"
DOMAIN = "The domain is plain Python"
CONTRACTS = "Contracts are data: msgspec and nothing else"
BUS = "Only the messaging package knows NATS"

Plant = Callable[[Path], None]


def a_file(path: str, line: str) -> Plant:
    def plant(home: Path) -> None:
        (home / path).parent.mkdir(exist_ok=True)
        (home / path).write_text(f"{line}\n", encoding="utf-8")

    return plant


def no_adapters(home: Path) -> None:
    shutil.rmtree(home / "services" / "events" / "adapters")


VIOLATIONS = [
    (
        SERVICES_APART,
        a_file("services/events/application/planted.py", "import services.metrics.domain.model"),
    ),
    (LAYERS, a_file("services/events/domain/planted.py", "import services.events.application.commands")),
    (LAYERS, a_file("services/events/adapters/planted.py", "import services.events.entrypoints.api")),
    (LAYERS, a_file("services/events/extras/__init__.py", '"""A layer that is none."""')),
    (LAYERS, no_adapters),
    (SHARED_BELOW, a_file("shared/web/planted.py", "import services.events.domain.model")),
    (SHARED_LAYERS, a_file("shared/persistence/planted.py", "import shared.messaging")),
    (SHARED_LAYERS, a_file("shared/extras/__init__.py", '"""A layer that is none."""')),
    (USE_CASES, a_file("services/events/application/planted.py", "import sqlalchemy")),
    (DOMAIN, a_file("services/events/domain/planted.py", "import msgspec")),
    (DOMAIN, a_file("services/events/domain/planted.py", "import shared.clock")),
    (CONTRACTS, a_file("shared/contracts/planted.py", "import sqlalchemy")),
    (BUS, a_file("shared/web/planted.py", "import nats")),
]


def lint(home: Path) -> str:
    """What import-linter says about the tree at `home`."""
    command = shutil.which("lint-imports", path=Path(sys.executable).parent) or "lint-imports"
    environment = os.environ | {"PYTHONPATH": str(home), "COLUMNS": "200"}
    done = subprocess.run(
        [command, "--config", "pyproject.toml", "--no-cache"],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code of the suite, to be spoilt."""
    for package in ("services", "shared"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_has_a_planted_violation() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = {contract["name"] for contract in project["tool"]["importlinter"]["contracts"]}
    assert declared == {name for name, _ in VIOLATIONS}


def test_the_contracts_hold() -> None:
    report = lint(ROOT)
    assert " 0 broken" in report, report


@pytest.mark.parametrize(
    ("contract", "plant"),
    VIOLATIONS,
    ids=[f"{number}-{name.split(':')[0][:30]}" for number, (name, _) in enumerate(VIOLATIONS, 1)],
)
def test_a_planted_violation_breaks_its_contract(copy: Path, contract: str, plant: Plant) -> None:
    plant(copy)
    report = lint(copy)
    # A layer that is not there at all stops the run before the contracts are judged.
    expected = (
        "Missing layer in container 'services.events'" if plant is no_adapters else f"{contract} BROKEN"
    )
    assert expected in report, report

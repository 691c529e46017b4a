"""What a newcomer relies on: links lead somewhere, one door to every tool, an extra for every service."""

import re
import subprocess
import tomllib

import pytest

from tests.architecture.source import ROOT, SERVICES, files, relative

LINK = re.compile(r"\]\((?!https?://|mailto:)([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(text: str) -> set[str]:
    """The fragments that a forge makes of the headings."""
    titles = HEADING.findall(text)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_every_link_in_the_documents_leads_somewhere() -> None:
    broken = []
    for path in files(suffix=".md"):
        text = path.read_text(encoding="utf-8")
        for target in LINK.findall(text):
            name, _, fragment = target.partition("#")
            aim = (path.parent / name) if name else path
            if not aim.exists() or (fragment and fragment not in anchors(aim.read_text(encoding="utf-8"))):
                broken.append(f"{relative(path)}: {target}")
    assert broken == []


def test_ci_runs_make_check_and_hides_nothing() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in lines
    assert lines[-1] == "make check"
    assert not [line for line in lines if "|| true" in line]


def test_make_alone_lists_every_command_that_the_readme_names() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = set(re.findall(r"^  ([a-z-]+) ", listed, re.MULTILINE))
    named = set()
    for document in ("README.md", "README.vi.md", "CONTRIBUTING.md"):
        named |= set(
            re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", (ROOT / document).read_text(), re.MULTILINE)
        )
    assert {first or second for first, second in named} <= targets
    assert {"demo", "run", "test", "check", "fmt", "lint", "types", "contracts", "bench", "clean"} <= targets


def test_nobody_needs_an_activated_environment() -> None:
    recipes = [line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith("\t")]
    bare = [line for line in recipes if re.match(r"\t@?(ruff|mypy|pytest|lint-imports|uv|python3?) ", line)]
    assert bare == []


def test_every_service_has_its_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["project"]["optional-dependencies"]) == set(SERVICES)


@pytest.mark.parametrize("document", ["README.md", "README.vi.md"])
def test_a_readme_shows_the_two_commands_and_a_picture(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert "make demo ARGS=--exit" in text
    assert "make test" in text
    assert "```mermaid" in text
    assert len(text.splitlines()) <= 60

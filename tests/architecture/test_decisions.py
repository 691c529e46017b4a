"""The decisions in docs/adr are numbered, complete and listed (docs/adr/0001)."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

HOME = ROOT / "docs" / "adr"
RECORDS = sorted(HOME.glob("[0-9]*.md"))
HEADINGS = ["Context", "Decision", "Consequences", "Alternatives", "Enforced by", "Revisit when"]
STATUS = re.compile(
    r"^Status: (proposed|accepted|superseded by \d{4}) · Date: \d{4}-\d\d-\d\d$", re.MULTILINE
)


def test_numbers_have_no_gap() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_the_list_names_every_decision_by_its_title() -> None:
    listed = (HOME / "README.md").read_text(encoding="utf-8")
    missing = []
    for path in RECORDS:
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix(f"# {path.name[:4]} ")
        if f"| [{path.name[:4]}]({path.name}) | {title} |" not in listed:
            missing.append(f"{path.name}: {title}")
    assert missing == []


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_decision_is_one_page_with_every_heading(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    assert STATUS.search(text)
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == HEADINGS
    assert len(text.splitlines()) <= 70

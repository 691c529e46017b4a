"""Only the publisher constructs its events: everybody else receives them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.contracts.registry import PUBLISHERS
from tests.contracts.construction import constructed

ROOT = Path(__file__).resolve().parents[2]


def python_files() -> Iterator[Path]:
    for folder in ("services", "shared", "deploy"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def allowed(path: Path) -> str | None:
    """The service whose events this file may construct."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "services" and parts[1] in PUBLISHERS else None


@pytest.mark.parametrize(
    "source",
    [
        "from shared.contracts.questions import QuestionAccepted\nQuestionAccepted(agency_id=a)",
        "from shared.contracts.questions import QuestionAccepted as Taken\ndef f():\n    return [Taken()]",
        "from shared.contracts import questions\nquestions.QuestionAccepted()",
        "from shared.contracts import questions as q\nuow.outbox.add(q.QuestionAccepted())",
        "import shared.contracts.questions\nshared.contracts.questions.QuestionAccepted()",
        "import shared.contracts.questions as q\nawait_(q.QuestionAccepted())",
    ],
)
def test_a_planted_construction_is_seen_whatever_it_is_called(source: str) -> None:
    assert [publisher for _, publisher in constructed(source)] == ["questions"]


def test_a_class_of_the_same_name_from_elsewhere_is_not_an_event() -> None:
    source = "from services.metrics.domain.facts import QuestionAccepted\nQuestionAccepted()"
    assert list(constructed(source)) == []


def test_naming_or_matching_an_event_does_not_construct_it() -> None:
    imported = "from shared.contracts.questions import QuestionAccepted"
    assert list(constructed(f"{imported}\nQuestionAccepted.type_name()\nx: QuestionAccepted")) == []


def test_nobody_but_the_publisher_constructs_an_event() -> None:
    foreign = [
        f"{path.relative_to(ROOT)}:{line} constructs an event of {publisher}"
        for path in python_files()
        for line, publisher in constructed(path.read_text(encoding="utf-8"))
        if allowed(path) != publisher
    ]
    assert foreign == []

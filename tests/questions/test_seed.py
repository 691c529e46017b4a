"""`python -m services.questions seed FILE...`: what it refuses, and that twice is once."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import msgspec
import pytest

from services.questions.entrypoints.seed import seed
from services.questions.settings import Settings
from shared.persistence import Database
from shared.settings import ServiceSettings
from tests.questions.rules import SEEDS

FILES = [str(SEEDS / name) for name in ("policies.json", "calendar.json")]


@pytest.fixture
def settings(servers: object, service_settings: Callable[..., ServiceSettings]) -> Settings:
    return cast("Settings", service_settings("questions"))


def changed(folder: Path, name: str, **policy: object) -> str:
    """The policy file with one policy changed."""
    raw = msgspec.json.decode((SEEDS / "policies.json").read_bytes())
    raw["policies"][0] |= policy
    path = folder / name
    path.write_bytes(msgspec.json.encode(raw))
    return str(path)


async def stored(database: Database) -> list[tuple[object, ...]]:
    policies = await database.fetch("SELECT * FROM deadline_policies ORDER BY version")
    calendars = await database.fetch("SELECT version FROM work_calendars ORDER BY position")
    return [tuple(row.values()) for row in (*policies, *calendars)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"{", "truncated"),
        (b'{"holidays": []}', "unknown field"),
        (b'{"policies": [{"version": "x"}]}', "missing required field"),
    ],
)
async def test_a_file_that_is_no_seed_is_named_in_one_line(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_bytes(content)
    assert await seed(settings, [str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert str(path) in lines[0]
    assert said in lines[0]


async def test_without_a_file_it_says_how_it_is_used(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await seed(settings, []) == 2
    assert "seed FILE" in capsys.readouterr().err


@pytest.mark.parametrize(
    "change", [{"amount": 0}, {"kind": "CLOCK_HOURS", "receipt": {"cut_off": "22:00:00"}}]
)
async def test_a_policy_that_cannot_be_counted_is_refused(
    settings: Settings, tmp_path: Path, change: dict[str, object]
) -> None:
    assert await seed(settings, [changed(tmp_path, "odd.json", **change)]) == 2


async def test_a_stored_version_never_gets_another_meaning(
    settings: Settings, database: Callable[[str], Database], tmp_path: Path
) -> None:
    assert await seed(settings, FILES) == 0
    before = await stored(database("questions"))
    assert await seed(settings, [changed(tmp_path, "other.json", amount=6)]) == 2
    assert await stored(database("questions")) == before


async def test_loading_the_same_files_again_changes_nothing(
    settings: Settings, database: Callable[[str], Database]
) -> None:
    assert await seed(settings, FILES) == 0
    once = await stored(database("questions"))
    assert await seed(settings, FILES) == 0
    assert await stored(database("questions")) == once
    assert len(once) == 2


async def test_a_policy_can_be_ended_and_followed_by_another(
    settings: Settings, database: Callable[[str], Database], tmp_path: Path
) -> None:
    assert await seed(settings, FILES) == 0
    ended = changed(tmp_path, "ended.json", valid_to="2027-01-01")
    next_one = changed(tmp_path, "next.json", version="demo-3", amount=3, valid_from="2027-01-01")
    assert await seed(settings, [ended, next_one]) == 0
    rows = await stored(database("questions"))
    assert [row[0] for row in rows][:2] == ["demo-3", "demo-5-working-days"]

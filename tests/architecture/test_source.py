"""What the other tests of this folder take for the repository."""

from pathlib import Path

import pytest

from tests.architecture import source


@pytest.mark.parametrize("name", [".git", ".git/config", ".venv/x.py", ".local/log", "a/__pycache__/x.pyc"])
def test_what_is_not_committed_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(source, "ROOT", tmp_path)
    for own in (name, ".gitignore", ".ci/run", "a/x.py"):
        (tmp_path / own).parent.mkdir(parents=True, exist_ok=True)
        # In a linked work tree .git is a file, which names a place on somebody's machine.
        (tmp_path / own).write_text("gitdir: elsewhere", encoding="utf-8")
    assert [source.relative(path) for path in source.files()] == [".ci/run", ".gitignore", "a/x.py"]

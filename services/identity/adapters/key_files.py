"""Files that hold keys: read with a clear refusal, written in one step for their owner only."""

import os
from pathlib import Path

from shared.settings import InvalidSettings


class InvalidKeyFile(InvalidSettings):
    """A key file is missing, unreadable or too short; the message names the file and never its content."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__([], {path: reason})


def write_private(path: Path, content: bytes) -> None:
    """Mode 600, and whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    os.replace(draft, path)

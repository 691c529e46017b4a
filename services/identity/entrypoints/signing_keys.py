"""`python -m services.identity signing-keys`: the next key of access tokens, step by step."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from services.identity.adapters.key_rotation import KeyRotation, TooEarly
from services.identity.adapters.keys import KeyFile, StoredKey
from services.identity.settings import Settings

STEPS = ("show", "announce", "activate", "retire")


def signing_keys(settings: Settings, arguments: Sequence[str]) -> int:
    """0 when the step is done, 1 when it is not due; running processes take it up within seconds."""
    parser = argparse.ArgumentParser(prog="identity signing-keys", description=__doc__)
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("--hurry", action="store_true", help="a key has leaked: wait for nothing")
    try:
        asked = parser.parse_args(list(arguments))
    except SystemExit as error:
        return int(error.code or 0)
    path = Path(settings.signing_key_file)
    try:
        _take(asked.step, KeyRotation(path), hurry=asked.hurry)
    except TooEarly as error:
        sys.stderr.write(f"identity: {error}\n")
        return 1
    for key in KeyFile.read(path).keys:
        sys.stdout.write(_line(key))
    return 0


def _take(step: str, rotation: KeyRotation, *, hurry: bool) -> None:
    if step == "announce":
        rotation.announce()
    elif step == "activate":
        rotation.activate(hurry=hurry)
    elif step == "retire":
        rotation.retire(hurry=hurry)


def _line(key: StoredKey) -> str:
    since = datetime.fromtimestamp(key.since, UTC).isoformat(timespec="seconds")
    return f"{key.kid}  {key.state}  since {since}\n"

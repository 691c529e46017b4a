"""`python -m services.identity identifier-keys add | use | drop` and `rotate-identifiers`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from services.identity.adapters.identifier_keys import (
    CipherKey,
    IdentifierCipher,
    KeyFile,
    read_key_file,
    write_key_file,
)
from services.identity.adapters.identifier_rotation import IdentifierRotation, Rotation
from services.identity.entrypoints.keys import digests_of
from services.identity.settings import Settings
from shared.persistence import Database

_STEPS = {
    "add": "puts a new key behind the others: it opens and does not seal; then restart every replica",
    "use": "moves the last key to the front: it seals; restart every replica, then `rotate-identifiers`",
    "drop": "drops all but the first key, once `rotate-identifiers` has found nothing left under another",
}


def identifier_keys(settings: Settings, arguments: Sequence[str]) -> int:
    """Changes the file of sealing keys; 1 when the step makes no sense."""
    parser = argparse.ArgumentParser(prog="identifier-keys", description=__doc__)
    parser.add_argument("step", choices=_STEPS, help="; ".join(f"{k}: {v}" for k, v in _STEPS.items()))
    step, path = parser.parse_args(arguments).step, settings.identifier_cipher_key_file
    keys = read_key_file(path).keys
    if step != "add" and len(keys) < 2:
        sys.stderr.write(f"{path}: has one key only\n")
        return 1
    keys = {"add": (*keys, CipherKey.make()), "use": (keys[-1], *keys[:-1]), "drop": keys[:1]}[step]
    write_key_file(Path(path), KeyFile(keys=keys))
    sys.stdout.write(f"{path}: {', '.join(key.id for key in keys)}\n")
    return 0


async def rotate_identifiers(settings: Settings, arguments: Sequence[str]) -> int:
    """0 when every sealed identifier is under the present keys, 1 when some could not be opened."""
    parser = argparse.ArgumentParser(prog="rotate-identifiers", description=__doc__)
    parser.add_argument("--batch", type=int, default=200, help="rows locked at a time")
    batch = parser.parse_args(arguments).batch
    cipher = IdentifierCipher.from_file(settings.identifier_cipher_key_file)
    database = Database(settings.database_url)
    try:
        done = await IdentifierRotation(database, digests_of(settings), cipher).run(batch)
    finally:
        await database.close()
    sys.stdout.write(_said(done) + "\n")
    return 1 if done.unreadable else 0


def _said(done: Rotation) -> str:
    return (
        f"{done.seen} identifiers: {done.resealed} sealed anew, {done.redigested} digested anew, "
        f"{done.unreadable} unreadable; "
        f"{done.unsealed} accounts have nothing sealed before their next sign-in"
    )

"""Passwords and keys of one data folder: made once, kept in files of mode 600, shown nowhere."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

import nkeys


class Keyring:
    """Gets a secret by name, or makes it; a name gives the same secret for as long as the folder lives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def secret(self, name: str) -> str:
        """A random text of 256 bits, safe in URLs."""
        return self.secret_file(name).read_text()

    def secret_file(self, name: str) -> Path:
        """The file with that text, for those who are told where a secret is instead of what it is."""
        return self._kept(f"{name}.secret", lambda: secrets.token_urlsafe(32))

    def seed_file(self, user: str) -> Path:
        """The file with the nkey seed of a NATS user."""
        return self._kept(f"{user}.seed", _new_seed)

    def public_key(self, user: str) -> str:
        """The public half of a NATS user's nkey, which the server's configuration names."""
        pair = nkeys.from_seed(self.seed_file(user).read_bytes())
        return str(pair.public_key.decode())

    def _kept(self, name: str, make: Callable[[], str]) -> Path:
        path = self.folder / name
        if not path.exists():
            draft = self.folder / f"{name}.new"
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(make())
            os.replace(draft, path)
        return path


def _new_seed() -> str:
    return str(nkeys.encode_seed(secrets.token_bytes(32), nkeys.PREFIX_BYTE_USER).decode())

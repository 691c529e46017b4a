"""Secrets at rest: Fernet under the operator's keys, the first of which encrypts; all can decrypt."""

import base64
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from shared.settings import InvalidSettings


class FernetSealer:
    """The key file has one key a line; a new one is put first, and old secrets stay readable."""

    def __init__(self, keys: MultiFernet) -> None:
        self._keys = keys

    @classmethod
    def from_file(cls, path: str) -> "FernetSealer":
        """Raises InvalidSettings when the file holds no key."""
        try:
            lines = Path(path).read_text().split()
            return cls(MultiFernet([Fernet(line) for line in lines]))
        except (OSError, UnicodeDecodeError, ValueError) as error:
            reason = f"{path} holds no key ({type(error).__name__})"
            raise InvalidSettings([], {"DELIVERY_KEY_FILE": reason}) from error

    def seal(self, secret: str) -> bytes:
        """Encrypted."""
        return self._keys.encrypt(secret.encode())

    def open(self, sealed: bytes) -> str:
        """The secret; raises ValueError when no key of ours fits."""
        try:
            return self._keys.decrypt(sealed).decode()
        except InvalidToken as error:
            raise ValueError("sealed under another key") from error


def new_secret() -> str:
    """As Standard Webhooks writes them: 256 bits behind `whsec_`."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def create_delivery_key(path: Path) -> bool:
    """Makes the file with one new key, mode 600, unless it is there; says whether it did."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(Fernet.generate_key())
    os.replace(draft, path)
    return True

"""`python -m services.identity create-keys`: the keys that the settings name."""

import sys
from collections.abc import Sequence
from pathlib import Path

from services.identity.adapters.identifier_keys import create_cipher_keys
from services.identity.adapters.identifiers import IdentifierDigests
from services.identity.adapters.keys import create_identifier_key, create_signing_keys
from services.identity.settings import Settings


def create_keys(settings: Settings, _arguments: Sequence[str]) -> int:
    """Makes what is missing and never replaces a key: with another identifier key nobody would be found."""
    for create, path in (
        (create_signing_keys, settings.signing_key_file),
        (create_identifier_key, settings.identifier_key_file),
        (create_cipher_keys, settings.identifier_cipher_key_file),
    ):
        made = create(Path(path))
        sys.stdout.write(f"{path}: {'created' if made else 'there already'}\n")
    return 0


def digests_of(settings: Settings) -> IdentifierDigests:
    """The keyed digests, and the sealing, that the settings name keys for; raises InvalidKeyFile."""
    return IdentifierDigests.from_files(
        settings.identifier_key_file,
        settings.identifier_cipher_key_file,
        settings.older_identifier_key_files,
    )

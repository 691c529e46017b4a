"""`python -m services.distribution create-keys`: the secrets that the settings name."""

import sys
from collections.abc import Sequence
from pathlib import Path

from services.distribution.adapters.keys import create_address_key, create_release_key
from services.distribution.adapters.webhooks.secrets import create_delivery_key
from services.distribution.settings import Settings


def create_keys(settings: Settings, _arguments: Sequence[str]) -> int:
    """Makes what is missing and never replaces a key: what it signed could not be verified any more."""
    for create, path in (
        (create_release_key, settings.release_key_file),
        (create_address_key, settings.media_key_file),
        (create_delivery_key, settings.delivery_key_file),
    ):
        if path is not None:
            made = create(Path(path))
            sys.stdout.write(f"{path}: {'created' if made else 'there already'}\n")
    return 0

"""`python -m services.events create-keys`: the key that signs press passes and status lists."""

import sys
from collections.abc import Sequence
from pathlib import Path

from services.events.adapters.keys import create_pass_keys
from services.events.settings import Settings


def create_keys(settings: Settings, _arguments: Sequence[str]) -> int:
    """Makes the file if it is missing and never replaces a key: passes in people's hands would be void."""
    made = create_pass_keys(Path(settings.pass_signing_key_file))
    sys.stdout.write(f"{settings.pass_signing_key_file}: {'created' if made else 'there already'}\n")
    return 0

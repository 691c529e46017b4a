"""What the events service reads from its environment, beyond what every service does."""

from datetime import timedelta
from typing import Annotated

import msgspec

from shared.settings import ServiceSettings


class Settings(ServiceSettings, frozen=True, kw_only=True):
    """The signing key's file is made by `python -m services.events create-keys`."""

    pass_signing_key_file: str
    doors_open_minutes: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 120
    """How long before the start a press pass opens the door."""

    @property
    def opens_before(self) -> timedelta:
        """The same as a duration."""
        return timedelta(minutes=self.doors_open_minutes)

"""What this service reads from its environment."""

from shared.settings import ServiceSettings


class Settings(ServiceSettings, frozen=True, kw_only=True):
    """The settings that every service has; this one needs no others yet."""

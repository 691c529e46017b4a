"""What the launcher can be told to its user in one sentence; never shown as a traceback."""


class LauncherError(Exception):
    """The stack cannot do what was asked; the message says why and what to do about it."""

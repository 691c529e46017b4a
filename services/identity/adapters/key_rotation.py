"""A signing key's way: announced, active, retired, gone (docs/adr/0024); each step waits for the one before.

A key signs only once everybody knows it, and is forgotten only once no token of it lives.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from services.identity.adapters.keys import KeyFile, KeyState, StoredKey, new_key
from services.identity.adapters.tokens import LIFETIME_SECONDS

ANNOUNCED_SECONDS = 600.0
"""Services read the key set again after five minutes; a file takes its time to every replica."""
RETIRED_SECONDS = LIFETIME_SECONDS + 300.0
"""Tokens live ten minutes; a replica may have signed with the old key until the file reached it."""


class TooEarly(Exception):
    """The step is not due; the text says when, or why there is nothing to do."""


class KeyRotation:
    """The steps on one file; commands wait for each other. `hurry` is for a key that has leaked."""

    def __init__(self, path: Path, real_time: Callable[[], float] = time.time) -> None:
        self._path, self._time = path, real_time

    def announce(self) -> StoredKey:
        """Publishes a new key that does not sign yet; raises TooEarly while another one waits."""
        with self._locked() as file:
            if file.in_state(KeyState.NEXT):
                raise TooEarly("a key is announced already: activate it first")
            made = replace(new_key(KeyState.NEXT), since=self._time())
            KeyFile((*file.keys, made)).write(self._path)
        return made

    def activate(self, *, hurry: bool = False) -> StoredKey:
        """Lets the announced key sign, and the one before only verify; raises TooEarly."""
        with self._locked() as file:
            waiting = file.in_state(KeyState.NEXT)
            if not waiting:
                raise TooEarly("no key is announced")
            chosen = waiting[0]
            self._require(chosen.since + ANNOUNCED_SECONDS, hurry)
            KeyFile(tuple(self._moved(key, chosen) for key in file.keys)).write(self._path)
        return chosen

    def retire(self, *, hurry: bool = False) -> tuple[StoredKey, ...]:
        """Forgets keys that sign no more, once their last token has ended; raises TooEarly."""
        with self._locked() as file:
            retired = file.in_state(KeyState.RETIRED)
            if not retired:
                raise TooEarly("no key is retired")
            self._require(max(key.since for key in retired) + RETIRED_SECONDS, hurry)
            KeyFile(tuple(key for key in file.keys if key not in retired)).write(self._path)
        return retired

    def _moved(self, key: StoredKey, chosen: StoredKey) -> StoredKey:
        if key is chosen:
            return replace(key, state=KeyState.ACTIVE, since=self._time())
        if key.state is KeyState.ACTIVE:
            return replace(key, state=KeyState.RETIRED, since=self._time())
        return key

    def _require(self, due: float, hurry: bool) -> None:
        wait = due - self._time()
        if wait > 0 and not hurry:
            raise TooEarly(f"not yet: in {wait / 60:.0f} minutes")

    @contextmanager
    def _locked(self) -> Iterator[KeyFile]:
        """Raises InvalidKeyFile."""
        lock = os.open(self._path.with_name(self._path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield KeyFile.read(self._path)
        finally:
            os.close(lock)

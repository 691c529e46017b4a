"""One launcher per data folder, and what others may know of the one that runs."""

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from deploy.local.errors import LauncherError
from deploy.local.place import Place

_STOP_SECONDS = 60


class Running(msgspec.Struct, frozen=True):
    """The launcher that holds the lock, and where its suite answers."""

    pid: int
    url: str


@contextmanager
def only_launcher(where: Place, url: str) -> Iterator[None]:
    """Hold the folder's lock, which ends with this process; raises LauncherError if it is held."""
    with _file(where).open("a+b") as file:
        if not _take(file.fileno()):
            running = _read(where)
            known = f" (process {running.pid}, {running.url})" if running else ""
            raise LauncherError(f"the suite already runs from this checkout{known}; `make stop` ends it")
        file.truncate(0)
        file.write(msgspec.json.encode(Running(os.getpid(), url)))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def running(where: Place) -> Running | None:
    """The launcher that runs now; None when there is none, also after a kill -9."""
    if not _file(where).exists():
        return None
    with _file(where).open("rb") as file:
        return None if _take(file.fileno()) else _read(where)


def stop_running(where: Place) -> Running | None:
    """Ask the running launcher to end and wait for it; raises LauncherError when it does not."""
    found = running(where)
    if found is None:
        return None
    try:
        os.kill(found.pid, signal.SIGTERM)
    except PermissionError:
        raise LauncherError(f"process {found.pid} belongs to another user, who has to stop it") from None
    except ProcessLookupError:
        return found
    deadline = time.monotonic() + _STOP_SECONDS
    while running(where) is not None:
        if time.monotonic() > deadline:
            raise LauncherError(
                f"process {found.pid} did not end within {_STOP_SECONDS} s; `kill -9 {found.pid}`"
            )
        time.sleep(0.1)
    return found


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(where: Place) -> Running | None:
    try:
        return msgspec.json.decode(_file(where).read_bytes(), type=Running)
    except (OSError, msgspec.MsgspecError):
        return None


def _file(where: Place) -> Path:
    return where.root / "run.lock"

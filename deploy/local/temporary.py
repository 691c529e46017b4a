"""Servers for one test session: fresh data, free ports, gone at the end, also after a killed session."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deploy.local.place import Place, place
from deploy.local.servers import Servers, start_servers


@contextmanager
def temporary_place() -> Iterator[Place]:
    """A data folder of its own, removed at the end."""
    home = place()
    session = Place(home.folder("sessions", secrets.token_hex(6)), home.account)
    # Held for as long as this process lives, however it ends; whoever can take it may remove the folder.
    with _lock_file(session.root).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        remove_abandoned(session.root.parent)
        try:
            yield session
        finally:
            shutil.rmtree(session.root, ignore_errors=True)
            _lock_file(session.root).unlink(missing_ok=True)


@contextmanager
def temporary_servers(*, durable: bool = False) -> Iterator[Servers]:
    """Both servers on temporary data; unless `durable`, PostgreSQL does not wait for the disk."""
    with temporary_place() as session:
        servers = start_servers(session, durable=durable)
        try:
            yield servers
        finally:
            servers.stop()


def _lock_file(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def remove_abandoned(sessions: Path) -> None:
    """Remove the folders of sessions whose process is gone."""
    for lock_file in sessions.glob("*.lock"):
        with suppress(OSError), lock_file.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock_file.with_suffix(""), ignore_errors=True)
            os.unlink(lock_file)

"""`stop`, `clean` and `status`: also for what a killed run left behind."""

import shutil
import signal
from pathlib import Path

from deploy.local import lock, processes
from deploy.local.place import Place
from deploy.local.temporary import remove_abandoned


def stop(where: Place) -> int:
    """End the running suite, and servers that outlived theirs; nothing to stop is fine."""
    found = lock.stop_running(where)
    left_over = _stop_left_over(where)
    if found is None and not left_over:
        print("nothing runs from this checkout")
    else:
        print(f"stopped process {found.pid}" if found else "stopped what a killed run had left")
    return 0


def clean(where: Place) -> int:
    """Stop, then remove everything but the data of test sessions that are running now."""
    if lock.stop_running(where) is not None:
        print("the suite was running and has been stopped")
    _stop_left_over(where)
    sessions = where.root / "sessions"
    remove_abandoned(sessions)
    for path in where.root.iterdir():
        if path != sessions or not any(sessions.iterdir()):
            _remove(path)
    if not any(where.root.iterdir()):
        where.root.rmdir()
    print(f"forgot {where.root}")
    return 0


def status(where: Place) -> bool:
    """Print what runs and where its data is; whether anything does."""
    found = lock.running(where)
    print(f"runs at {found.url} (process {found.pid})" if found else "does not run")
    print(f"data: {where.root}")
    return found is not None


def _stop_left_over(where: Place) -> bool:
    postgres, nats = where.root / "postgres", where.root / "nats.conf"
    pids = (postgres / "postmaster.pid", where.root / "nats" / "nats.pid")
    return any(
        [
            processes.stop_left_over(processes.read_pid(pids[0]), str(postgres), signal.SIGINT),
            processes.stop_left_over(processes.read_pid(pids[1]), str(nats), signal.SIGTERM),
        ]
    )


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)

"""`run`: lock, port, servers, schema, seeds, the suite; everything that was started is stopped again."""

import errno
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from deploy.local import lock
from deploy.local.errors import LauncherError
from deploy.local.place import Place
from shared.clock import ClockFileError, ClockReading, FileClock, write_clock

CLOCK_FILE = "clock.json"


@dataclass(frozen=True)
class Options:
    """What `run` was asked for."""

    where: Place
    port: int = 8000
    clock_file: Path | None = None

    @property
    def url(self) -> str:
        """The origin."""
        return f"http://127.0.0.1:{self.port}"


def run(options: Options) -> int:
    """Run until a signal, which is an orderly end: status 0. Raises LauncherError when it cannot start."""
    began = time.monotonic()
    where = options.where
    with lock.only_launcher(where, options.url), _listening(options.port) as listener, _interruptible():
        clock = clock_setting(where, options.clock_file)
        # Late, because importing the services takes a second, and what is wrong until here is said at once.
        from deploy.local.session import Plan, session

        uvloop.run(session(Plan(where, options.url, clock, listener, began)))
    return 0


def clock_setting(where: Place, asked_for: Path | None) -> str:
    """The setting CLOCK: a file asked for, else the file that an earlier run left, else real time."""
    file = asked_for.absolute() if asked_for else where.root / CLOCK_FILE
    if asked_for is None and not file.exists():
        return "real"
    try:
        if not file.exists():
            now = datetime.now(UTC)
            write_clock(file, ClockReading(start=now, at=now))
        FileClock(file).now()
    except (OSError, ClockFileError) as error:
        raise LauncherError(f"the clock file cannot be used: {error}") from error
    return f"file:{file}"


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """Take the port first, so that a busy one is found before anything is started."""
    # Named, so that asyncio turns Nagle's delay off too, where uvloop is not to be had.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(1024)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            reason = "used by another program" if error.errno == errno.EADDRINUSE else "not permitted"
            raise LauncherError(f"port {port} is {reason}; another: make run ARGS='--port 8080'") from error
        yield listener


@contextmanager
def _interruptible() -> Iterator[None]:
    """Shells start background jobs with SIGINT ignored; ours ends on it all the same."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, interrupt) for number in numbers]
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)

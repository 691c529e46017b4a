"""Child processes that die with their parent, are stopped politely, and are recognised after a kill -9."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from deploy.local.errors import LauncherError
from deploy.local.place import Account

# Above 32768 Linux hands ports out to outgoing connections, and a server then finds its port taken at random.
PORTS = range(20000, 32768)
_given: set[int] = set()
_CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Program:
    """A command, where its output goes and the signal that asks it to end in order."""

    name: str
    command: Sequence[str]
    log: Path
    account: Account | None = None
    farewell: signal.Signals = signal.SIGTERM
    environ: Mapping[str, str] | None = None


def start(program: Program) -> subprocess.Popen[bytes]:
    """Start a child in its own session: Ctrl-C reaches only the launcher, which stops children in order."""
    account = program.account
    owner = (account.uid, account.gid) if account else (-1, -1)
    preamble = [sys.executable, "-I", "-S", _CHILD, os.getpid(), int(program.farewell), *owner]
    with program.log.open("ab") as log:
        return subprocess.Popen(
            [*map(str, preamble), *program.command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=program.environ,
            start_new_session=True,
        )


def wait_until(
    ready: Callable[[], bool], child: subprocess.Popen[bytes], program: Program, seconds: float
) -> None:
    """Poll until the child is ready; raises LauncherError with the end of its log otherwise."""
    deadline = time.monotonic() + seconds
    while not ready():
        if child.poll() is not None:
            raise LauncherError(f"{program.name} did not start: {tail(program.log)}")
        if time.monotonic() > deadline:
            stop(child, program.farewell)
            raise LauncherError(f"{program.name} was not ready after {seconds:.0f} s: {tail(program.log)}")
        time.sleep(0.02)


def start_listening(
    program: Callable[[int], Program], ready: Callable[[int], bool], port: int, taken: str
) -> tuple[subprocess.Popen[bytes], int]:
    """Start a server on `port`, or if that is 0 on a free one, which others may take in between."""
    for attempt in range(5):
        chosen = port or free_port()
        server = program(chosen)
        size = server.log.stat().st_size if server.log.exists() else 0
        child = start(server)
        try:
            wait_until(partial(ready, chosen), child, server, seconds=60)
        except LauncherError:
            if attempt == 4 or port or taken not in server.log.read_text(errors="replace")[size:]:
                raise
        else:
            return child, chosen
    raise AssertionError("the last attempt either returned or raised")


def stop(child: subprocess.Popen[bytes], farewell: signal.Signals, seconds: float = 15.0) -> None:
    """Ask the child to end, wait, and kill it only if it does not."""
    if child.poll() is None:
        child.send_signal(farewell)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def stop_left_over(pid: int | None, mark: str, farewell: signal.Signals, seconds: float = 15.0) -> bool:
    """End a process of a killed run, if `pid` still is the one whose command line contains `mark`."""
    if pid is None or not is_ours(pid, mark):
        return False
    deadline = time.monotonic() + seconds
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, farewell)
        while is_ours(pid, mark) and time.monotonic() < deadline:
            time.sleep(0.05)
        if is_ours(pid, mark):
            os.kill(pid, signal.SIGKILL)
    return True


def is_ours(pid: int, mark: str) -> bool:
    """Whether `pid` runs with `mark` in its command line; process numbers alone are reused."""
    try:
        if sys.platform == "linux":
            line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        else:
            command = ["ps", "-o", "command=", "-p", str(pid)]
            line = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return mark in line


def read_pid(path: Path) -> int | None:
    """The process number in the first line of a pid file, if there is one."""
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now, below those given to outgoing connections.

    One process is given none twice: whoever asks for several needs them before the first one listens.
    """
    for port in random.SystemRandom().sample(PORTS, 200):
        if port not in _given and is_free(port):
            _given.add(port)
            return port
    raise LauncherError("no free port between 20000 and 32767 on 127.0.0.1")


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now; 0 is none."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return port != 0


def tail(log: Path, lines: int = 5) -> str:
    """The last lines of a log file, for an error message."""
    try:
        text = log.read_text(errors="replace").strip().splitlines()[-lines:]
    except OSError:
        text = []
    return "\n  ".join([f"the end of {log}:", *text])

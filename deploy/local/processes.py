"""Child processes that die with their parent, are stopped politely, and are recognised after a kill -9."""

import contextlib
import ctypes
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import LauncherError
from deploy.local.place import Account

# Above 32768 Linux hands ports out to outgoing connections, and a server then finds its port taken at random.
PORTS = range(20000, 32768)
_SET_PARENT_DEATH_SIGNAL = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


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
    """Start a child in a session of its own, so that Ctrl-C reaches only the launcher, which stops it in order."""
    account = program.account
    with program.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - commands are built by the launcher, never from input
            program.command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=program.environ,
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            preexec_fn=_dies_with(os.getpid(), program.farewell),  # noqa: PLW1509 - before any thread is started
        )


def _dies_with(parent: int, farewell: signal.Signals) -> Callable[[], None]:
    """Linux sends the child `farewell` when the parent is gone, so even kill -9 leaves no server behind."""

    def arrange() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_SET_PARENT_DEATH_SIGNAL, int(farewell))
            if os.getppid() != parent:
                os._exit(1)

    return arrange


def wait_until(ready: Callable[[], bool], child: subprocess.Popen[bytes], program: Program, seconds: float) -> None:
    """Poll until the child is ready; raises LauncherError with the end of its log if it ends or takes too long."""
    deadline = time.monotonic() + seconds
    while not ready():
        if child.poll() is not None:
            raise LauncherError(f"{program.name} did not start: {tail(program.log)}")
        if time.monotonic() > deadline:
            stop(child, program.farewell)
            raise LauncherError(f"{program.name} was not ready after {seconds:.0f} s: {tail(program.log)}")
        time.sleep(0.02)


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
    """Whether `pid` runs and its command line contains `mark`; process numbers are reused, so the number is not enough."""
    try:
        if sys.platform == "linux":
            line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        else:
            command = ["ps", "-o", "command=", "-p", str(pid)]
            line = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
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
    """A port on the loopback interface that nobody listens on now, below those given to outgoing connections."""
    for port in random.SystemRandom().sample(PORTS, 200):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise LauncherError("no free port between 20000 and 32767 on 127.0.0.1")


def tail(log: Path, lines: int = 5) -> str:
    """The last lines of a log file, for an error message."""
    try:
        text = log.read_text(errors="replace").strip().splitlines()[-lines:]
    except OSError:
        text = []
    return "\n  ".join([f"the end of {log}:", *text])

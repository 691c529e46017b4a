"""A copy of the checkout in a folder that others cannot enter, and launchers started in it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from deploy.local.place import CHECKOUT, Place
from deploy.local.place import place as place_of

_PACKAGES = ("deploy", "services", "shared")
_READY_SECONDS = 120


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Launcher:
    """One `python -m deploy.local run` and what it has said so far."""

    checkout: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes]
    url: str = field(init=False)

    def __post_init__(self) -> None:
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """Standard output and error."""
        return self.log.read_text()

    def until_ready(self) -> None:
        """Wait until the launcher says that every service is ready."""
        deadline = time.monotonic() + _READY_SECONDS
        while "ready after" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.1)

    def children(self) -> list[psutil.Process]:
        """Servers and simulator, with all that they started."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end."""
        self.process.send_signal(number)
        return self.process.wait(60)


@dataclass(frozen=True)
class Checkout:
    """A private copy of the packages, and the commands that run in it."""

    folder: Path

    @property
    def place(self) -> Place:
        """Where its data lies."""
        return place_of(self.folder)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a launcher command to its end."""
        command = [sys.executable, "-m", "deploy.local", *arguments]
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, timeout=90, check=False
        )

    @contextmanager
    def launcher(self, port: int | None = None, *arguments: str) -> Iterator[Launcher]:
        """A launcher that is ready; killed at the end of the block if it still runs."""
        chosen, log = port or free_port(), self.folder / f"{time.monotonic_ns()}.log"
        command = [sys.executable, "-m", "deploy.local", "run", "--port", str(chosen), *arguments]
        with log.open("wb") as output:
            process = subprocess.Popen(command, cwd=self.folder, stdout=output, stderr=output)
        running = Launcher(self.folder, chosen, log, process)
        try:
            running.until_ready()
            yield running
        finally:
            if process.poll() is None:
                running.end(signal.SIGTERM)


@contextmanager
def private_checkout() -> Iterator[Checkout]:
    """A copy as `mktemp -d` would make the folder: mode 700."""
    folder = Path(tempfile.mkdtemp())
    for name in _PACKAGES:
        shutil.copytree(CHECKOUT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    checkout = Checkout(folder)
    try:
        yield checkout
    finally:
        checkout.command("clean")
        shutil.rmtree(folder)


def gone(processes: list[psutil.Process], seconds: float = 20) -> bool:
    """Whether all of them end in time."""
    return not psutil.wait_procs(processes, timeout=seconds)[1]


def ask(url: str, language: str = "vi") -> httpx.Response:
    """GET with a language."""
    return httpx.get(url, headers={"accept-language": language}, timeout=20)


def is_root() -> bool:
    """Whether the tests run as root."""
    return os.geteuid() == 0

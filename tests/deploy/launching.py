"""A copy of the checkout in a folder that others cannot enter, and launchers started in it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from deploy.local.place import CHECKOUT, Place
from deploy.local.place import place as place_of
from deploy.local.processes import free_port

_PACKAGES = ("deploy", "services", "shared")
_READY_SECONDS = 120
# As scripts do it: the shell gives its background job SIGINT to ignore.
_IN_BACKGROUND = '"$0" -m deploy.local run --port "$1" >"$2" 2>&1 & echo $!'


@dataclass(frozen=True)
class Launcher:
    """One `python -m deploy.local run` in the background, and what it has said so far."""

    pid: int
    port: int
    log: Path

    @property
    def url(self) -> str:
        """Its origin."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def process(self) -> psutil.Process:
        """The Python process."""
        return psutil.Process(self.pid)

    @property
    def said(self) -> str:
        """Standard output and error."""
        return self.log.read_text()

    def until_ready(self) -> None:
        """Wait until the launcher says that every service is ready."""
        deadline = time.monotonic() + _READY_SECONDS
        while "ready after" not in self.said:
            assert psutil.pid_exists(self.pid), self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.1)

    def children(self) -> list[psutil.Process]:
        """Servers and simulator, with all that they started."""
        return self.process.children(recursive=True)

    def send(self, number: signal.Signals) -> None:
        """Send the launcher, and only it, a signal."""
        os.kill(self.pid, number)


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
    def launcher(self) -> Iterator[Launcher]:
        """A launcher that is ready; stopped at the end of the block if it still runs."""
        port, log = free_port(), self.folder / f"{time.monotonic_ns()}.log"
        command = ["sh", "-c", _IN_BACKGROUND, sys.executable, str(port), str(log)]
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.PIPE, text=True, check=True)
        running = Launcher(int(done.stdout), port, log)
        try:
            running.until_ready()
            yield running
        finally:
            self.command("stop")


@contextmanager
def private_checkout() -> Iterator[Checkout]:
    """A copy as `mktemp -d` would make the folder: mode 700."""
    folder = Path(tempfile.mkdtemp())
    for name in _PACKAGES:
        shutil.copytree(CHECKOUT / name, folder / name)
    checkout = Checkout(folder)
    try:
        yield checkout
    finally:
        checkout.command("clean")
        shutil.rmtree(folder)
        if is_root():
            checkout.place.root.rmdir()


def gone(processes: list[psutil.Process], seconds: float = 30) -> bool:
    """Whether all of them end in time."""
    return not psutil.wait_procs(processes, timeout=seconds)[1]


def ask(url: str, language: str = "vi") -> httpx.Response:
    """GET with a language."""
    return httpx.get(url, headers={"accept-language": language}, timeout=20)


def is_root() -> bool:
    """Whether the tests run as root."""
    return os.geteuid() == 0

"""One process of a service, as in production: its own Python, its own port, its output in a file."""

import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import httpx

from deploy.local.place import CHECKOUT
from deploy.local.processes import Program, free_port, start, stop, tail
from tests.shared.bus import eventually

_START_SECONDS = 40


class Running:
    """`python -m services.<service> <what>`, which a test may pause, kill and start again on its port."""

    def __init__(self, service: str, what: str, environ: Mapping[str, str], logs: Path) -> None:
        self.service, self.port = service, free_port()
        setting = "API_PORT" if what == "api" else "WORKER_PORT"
        own = {"PYTHONPATH": str(CHECKOUT), "API_HOST": "127.0.0.1", setting: str(self.port)}
        self.environ = {**environ, **own}
        self._program = Program(
            f"{service} {what}",
            [sys.executable, "-m", f"services.{service}", what],
            logs / f"{service}-{what}.log",
            environ=self.environ,
        )
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def alive(self) -> bool:
        """Whether it has been started and has not ended since."""
        return self._child is not None and self._child.poll() is None

    def start(self) -> None:
        """Starts it, unless it runs."""
        if not self.alive:
            self._child = start(self._program)

    def stop(self) -> None:
        """Asks it to end, and waits."""
        if self._child is not None:
            self._child.send_signal(signal.SIGCONT)
            stop(self._child, signal.SIGTERM)

    def pause(self) -> None:
        """SIGSTOP: whatever it has under way stays as it is."""
        assert self._child is not None
        self._child.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """Kill -9: no handler, no `finally`, no farewell to the servers."""
        assert self._child is not None
        self._child.kill()
        assert self._child.wait(5) == -signal.SIGKILL

    async def ready(self) -> None:
        """Waits until it can do its work; fails with the end of its log."""
        try:
            await eventually(lambda: self.says("/readyz", httpx.codes.OK), _START_SECONDS)
        except AssertionError as error:
            raise AssertionError(f"{self._program.name}: {tail(self._program.log, 20)}") from error

    async def says(self, path: str, status: int) -> bool:
        """Whether a probe is answered with this status now."""
        assert self.alive, f"{self._program.name} has ended: {tail(self._program.log, 20)}"
        try:
            async with httpx.AsyncClient() as client:
                return (await client.get(self.origin + path)).status_code == status
        except httpx.TransportError:
            return False

    async def counted(self, consumer: str, outcome: str) -> int:
        """How many messages of a consumer have ended so since the process was started."""
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"{self.origin}/metrics")
        assert answer.status_code == httpx.codes.OK
        labels = f'consumer="{consumer}",outcome="{outcome}"'
        found = re.search(rf"^caunoi_consumer_messages_total{{{labels}}} (\S+)$", answer.text, re.MULTILINE)
        return int(float(found[1])) if found else 0

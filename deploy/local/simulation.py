"""The VNeID simulator as a child process: what is outside of the suite runs outside of its process."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import msgspec

from deploy.local import processes
from deploy.local.environment import VNEID_CLIENT_ID, VNEID_SECRET
from deploy.local.errors import LauncherError
from deploy.local.keyring import Keyring
from deploy.local.place import CHECKOUT, Place
from deploy.local.seed.identity import SUPER_APP, SUPER_APP_CALLBACK

_PORT_FILE = "vneid.port"
PERSONS = "vneid-persons.json"
"""Whom the simulator knows, in the data folder; the population database's simulator reads it too."""


class Simulator:
    """Its address is the issuer of ID tokens, which accounts refer to, so the port is kept."""

    def __init__(self, where: Place, keyring: Keyring, public_url: str) -> None:
        port = kept_port(where.root / _PORT_FILE)
        self.url = f"http://127.0.0.1:{port}"
        self._port = port
        clients = where.root / "secrets" / "vneid-clients.json"
        _write_private(clients, _clients(keyring, public_url))
        persons = where.root / PERSONS
        module = "deploy.local.simulators.vneid"
        arguments = ["--port", str(port), "--clients", str(clients), "--persons", str(persons)]
        command = [sys.executable, "-m", module, *arguments]
        log = where.folder("log") / "vneid.log"
        environ = {"PATH": os.defpath, "PYTHONPATH": str(CHECKOUT)}
        self._program = processes.Program("the VNeID simulator", command, log, environ=environ)
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it without waiting; it takes a second, in which the launcher has other things to do."""
        self._child = processes.start(self._program)

    def wait(self) -> None:
        """Wait until it answers; raises LauncherError."""
        assert self._child is not None, "the simulator was not started"
        processes.wait_until(self._answers, self._child, self._program, seconds=60)

    def stop(self) -> None:
        """End it."""
        if self._child is not None:
            processes.stop(self._child, signal.SIGTERM)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=1):
                return True
        except OSError:
            return False


def known_address(where: Place) -> str:
    """The simulator's address, as kept by the last run; raises LauncherError when there was none."""
    try:
        return f"http://127.0.0.1:{int((where.root / _PORT_FILE).read_text())}"
    except (OSError, ValueError) as error:
        raise LauncherError(f"the suite has not run on {where.root}: {error}") from error


def _clients(keyring: Keyring, public_url: str) -> bytes:
    pages = f"{public_url}/identity/v1/sign-in/callback"
    known = ((VNEID_CLIENT_ID, VNEID_SECRET, pages), (SUPER_APP, "super-app-at-vneid", SUPER_APP_CALLBACK))
    return msgspec.json.encode(
        [
            {"client_id": name, "client_secret": keyring.secret(secret), "redirect_uris": [callback]}
            for name, secret, callback in known
        ]
    )


def _write_private(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)


def kept_port(file: Path) -> int:
    """The port that an earlier run used, if it is free, else a new one that is kept."""
    try:
        port = int(file.read_text())
    except (OSError, ValueError):
        port = 0
    if not processes.is_free(port):
        port = processes.free_port()
        file.write_text(str(port))
    return port

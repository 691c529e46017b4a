"""What the suite sends to on this machine: a mail server and a webhook receiver that deliver to nobody."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from deploy.local import processes
from deploy.local.place import CHECKOUT, Place


class Outside:
    """Two child processes; mails become files of the folder `mail`, webhooks are read at `receiver_url`."""

    def __init__(self, where: Place) -> None:
        self.mail_port, self.receiver_port = processes.free_port(), processes.free_port()
        self.receiver_url = f"http://127.0.0.1:{self.receiver_port}"
        self.mail_folder = where.folder("mail")
        log = where.folder("log")
        mail = ["--port", str(self.mail_port), "--folder", str(self.mail_folder)]
        self._programs = {
            self.mail_port: _program("smtp_sink", mail, log),
            self.receiver_port: _program("webhook_receiver", ["--port", str(self.receiver_port)], log),
        }
        self._children: dict[int, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        """Start both without waiting."""
        self._children = {port: processes.start(program) for port, program in self._programs.items()}

    def wait(self) -> None:
        """Wait until both answer; raises LauncherError."""
        for port, child in self._children.items():
            processes.wait_until(partial(_answers, port), child, self._programs[port], seconds=60)

    def stop(self) -> None:
        """End both."""
        for child in self._children.values():
            processes.stop(child, signal.SIGTERM)

    def told(self, prepared: Mapping[str, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
        """The variables of each service, with the mail server in those of distribution."""
        mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(self.mail_port), "SMTP_TLS": "none"}
        return {**prepared, "distribution": {**prepared["distribution"], **mail}}


def _program(module: str, arguments: list[str], log: Path) -> processes.Program:
    command = [sys.executable, "-m", f"deploy.local.simulators.{module}", *arguments]
    environ = {"PATH": os.defpath, "PYTHONPATH": str(CHECKOUT)}
    return processes.Program(f"the {module} simulator", command, log / f"{module}.log", environ=environ)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False

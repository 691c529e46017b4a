"""What the suite asks and sends to on this machine: population database, mail server, webhook receiver."""

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
from deploy.local.simulation import PERSONS, kept_port

POPULATION_PORT = "population.port"


class Outside:
    """Three child processes; mails become files of the folder `mail`, webhooks are read at `receiver_url`.

    The population database knows whom the VNeID simulator knows, and is told more at `population_url`.
    """

    def __init__(self, where: Place) -> None:
        self.mail_port, self.receiver_port = processes.free_port(), processes.free_port()
        self.receiver_url = f"http://127.0.0.1:{self.receiver_port}"
        self.population_url = f"http://127.0.0.1:{kept_port(where.root / POPULATION_PORT)}"
        self.mail_folder = where.folder("mail")
        log = where.folder("log")
        mail = ["--port", str(self.mail_port), "--folder", str(self.mail_folder)]
        self._programs = {
            self.mail_port: _program("smtp_sink", mail, log),
            self.receiver_port: _program("webhook_receiver", ["--port", str(self.receiver_port)], log),
        }
        population_port = int(self.population_url.rpartition(":")[2])
        persons = ["--port", str(population_port), "--persons", str(where.root / PERSONS)]
        self._programs[population_port] = _program("population", persons, log)
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
        """The variables of each service, with the mail server and the population database's address."""
        mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(self.mail_port), "SMTP_TLS": "none"}
        population = {
            "POPULATION_URL": f"{self.population_url}/",
            "POPULATION_SERVICE_CODE": "MINH-HOA",
            "POPULATION_INTEGRATION_CODE": "CAUNOI",
            "POPULATION_UNIT_CODE": "H57.02",
            "POPULATION_OFFICER_CODE": "CB-TIEPNHAN",
        }
        return {
            **prepared,
            "identity": {**prepared["identity"], **population},
            "distribution": {**prepared["distribution"], **mail},
        }


def population_address(where: Place) -> str:
    """The address of the population database, as kept by the last run; raises OSError or ValueError."""
    return f"http://127.0.0.1:{int((where.root / POPULATION_PORT).read_text())}"


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

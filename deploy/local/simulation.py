"""The VNeID simulator as a child process: what is outside of the suite runs outside of its process."""

import signal
import subprocess
from dataclasses import dataclass

from deploy.local import processes
from deploy.local.keyring import Keyring
from deploy.local.place import Place


@dataclass(frozen=True)
class Simulator:
    """A running simulator and its address, which is the issuer of its ID tokens."""

    url: str
    child: subprocess.Popen[bytes] | None

    def stop(self) -> None:
        """End it."""
        if self.child is not None:
            processes.stop(self.child, signal.SIGTERM)


def start_simulator(where: Place, keyring: Keyring, public_url: str) -> Simulator:
    return Simulator("http://127.0.0.1:1/vneid", None)

"""Images and containers as `make images` needs them: built by the recipe, run as Kubernetes would."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.errors import LauncherError
from deploy.local.place import CHECKOUT
from tests.containers.names import PYTHON_IMAGE

_CERTIFICATES = Path("/etc/ssl/certs")

CONFINED = (
    "--read-only",
    "--tmpfs=/tmp:rw,size=64m",
    "--cap-drop=all",
    "--security-opt=no-new-privileges",
)
"""What the manifests' securityContext says, in podman's words."""


@dataclass(frozen=True)
class Podman:
    """The program with the files of its own that `tests.containers.podman` has laid out."""

    environ: Mapping[str, str]

    def image(self, service: str) -> str:
        """The name that `build` gives."""
        return f"localhost/caunoi/{service}:checked"

    def build(self, service: str) -> None:
        """The recipe for one service; raises LauncherError with the end of what the builder said."""
        command = ["podman", "build", "--quiet", "--layers=false", "--format=docker"]
        command += ["--file=deploy/Dockerfile", "--ignorefile=deploy/Dockerfile.dockerignore"]
        command += [f"--build-arg=BASE={PYTHON_IMAGE}", f"--build-arg=SERVICE={service}"]
        # The builder reaches the package index as this machine does, with its certificates.
        command += ["--network=host", f"--volume={_CERTIFICATES}:{_CERTIFICATES}:ro"]
        self._run([*command, f"--tag={self.image(service)}", str(CHECKOUT)], "build")

    def run(self, service: str, arguments: Sequence[str], *options: str) -> "Ended":
        """One container, confined, until it ends."""
        command = ["podman", "run", "--rm", *CONFINED, *options, self.image(service), *arguments]
        done = subprocess.run(command, env=dict(self.environ), capture_output=True, text=True, check=False)
        return Ended(done.returncode, done.stdout + done.stderr)

    @contextmanager
    def running(self, service: str, arguments: Sequence[str], *options: str) -> Iterator["Container"]:
        """One container, confined, in the background; stopped and removed at the end."""
        command = ["podman", "run", "--detach", *CONFINED, *options, self.image(service), *arguments]
        container = Container(self, self._run(command, "run").strip())
        try:
            yield container
        finally:
            self._run(["podman", "rm", "--force", "--time=0", container.name], "rm")

    def _run(self, command: Sequence[str], what: str) -> str:
        done = subprocess.run(
            command, env=dict(self.environ), cwd=CHECKOUT, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise LauncherError(f"podman {what} failed:\n{(done.stdout + done.stderr)[-3000:]}")
        return done.stdout


@dataclass(frozen=True)
class Ended:
    """How a container ended and what it said."""

    status: int
    output: str


@dataclass(frozen=True)
class Container:
    """A container that runs."""

    podman: Podman = field(repr=False)
    name: str = ""

    def stop(self) -> int:
        """Ask it to end, as Kubernetes does, and say with which status it did; 137 is a kill after 20 s."""
        self.podman._run(["podman", "stop", "--time=20", self.name], "stop")
        return int(self.podman._run(["podman", "wait", self.name], "wait"))

    def log(self) -> str:
        """What it has said so far."""
        command = ["podman", "logs", self.name]
        done = subprocess.run(
            command, env=dict(self.podman.environ), capture_output=True, text=True, check=False
        )
        return (done.stdout + done.stderr)[-3000:]

"""python -m tests.containers [pytest's arguments]: the tests on testcontainers, with or without a Docker daemon."""  # noqa: E501 - a command line

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.local.errors import LauncherError
from deploy.local.place import place
from tests.containers import images, podman


def main(arguments: list[str]) -> int:
    """Run the tests and return pytest's exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if "DOCKER_HOST" in os.environ or Path("/var/run/docker.sock").exists():
        return _tests(arguments, os.environ)
    try:
        environ = podman.environment(place().folder("containers"))
        with podman.service(environ):
            images.build_missing(environ)
            return _tests(arguments, environ)
    except (LauncherError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"containers: {error}\n")
        return 1


def _tests(arguments: list[str], environ: Mapping[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env={**environ, "TEST_BACKEND": "containers"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

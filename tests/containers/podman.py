"""A Docker API without a Docker daemon: podman's, with all its files in a folder of ours (root only)."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.local.errors import LauncherError

PACKAGES = ("podman", "runc", "debootstrap")

# runc, because crun fails on hybrid cgroups; explicit limits, because not every machine lets them be raised.
_CONTAINERS = """
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
"""
_STORAGE = """
[storage]
driver = "vfs"
runroot = "{run}"
graphroot = "{graph}"
"""


def environment(folder: Path) -> dict[str, str]:
    """What podman and its clients are told; raises LauncherError when something is not installed."""
    missing = [name for name in PACKAGES if shutil.which(name) is None]
    if missing:
        raise LauncherError(f"not installed: {', '.join(missing)}; `apt-get install -y {' '.join(PACKAGES)}`")
    if os.geteuid() != 0:
        raise LauncherError("without a Docker daemon this needs root, or DOCKER_HOST")
    folder.mkdir(parents=True, exist_ok=True)
    storage = _STORAGE.format(run=folder / "run", graph=folder / "graph")
    (folder / "containers.conf").write_text(_CONTAINERS)
    (folder / "storage.conf").write_text(storage)
    return {
        **os.environ,
        "CONTAINERS_CONF": str(folder / "containers.conf"),
        "CONTAINERS_STORAGE_CONF": str(folder / "storage.conf"),
        "DOCKER_HOST": f"unix://{folder / 'podman.sock'}",
        "TESTCONTAINERS_RYUK_DISABLED": "true",
        "TESTCONTAINERS_CONNECTION_MODE": "docker_host",
    }


@contextmanager
def service(environ: Mapping[str, str]) -> Iterator[None]:
    """The API on its socket, for as long as the block runs."""
    socket = Path(environ["DOCKER_HOST"].removeprefix("unix://"))
    socket.unlink(missing_ok=True)
    command = ["podman", "system", "service", "--time", "0", environ["DOCKER_HOST"]]
    process = subprocess.Popen(command, env=dict(environ))
    try:
        deadline = time.monotonic() + 30
        while not socket.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise LauncherError("podman's API did not start")
            time.sleep(0.1)
        yield
    finally:
        # What an interrupted test left running; nothing but ours is in this storage.
        remove = ["podman", "rm", "--all", "--force", "--time", "1"]
        subprocess.run(remove, env=dict(environ), stdout=subprocess.DEVNULL, check=False)
        process.send_signal(signal.SIGTERM)
        process.wait(30)

"""What an image must do with nothing else there: explain itself, refuse to start, hold one service."""

from deploy.local.errors import LauncherError
from deploy.local.servers import SERVICES
from tests.images.podman import Ended, Podman

_PROBE = """
import importlib.util, os, pathlib, sys
assert os.getuid() == 65532, os.getuid()
found = [name for name in sys.argv[1:] if importlib.util.find_spec(f"services.{name}")]
assert not found, f"the image also holds {found}"
for folder in ("/", "/app", "/app/.venv"):
    try:
        pathlib.Path(folder, "written").touch()
    except OSError:
        continue
    raise AssertionError(f"{folder} can be written")
pathlib.Path("/tmp/written").touch()
"""


def alone(podman: Podman, service: str) -> None:
    """Raises LauncherError with what the container said when one of these does not hold."""
    told = podman.run(service, ["--help"], "--network=none")
    _hold(service, "explains itself", told, told.status == 0 and f"services.{service}" in told.output)
    told = podman.run(service, ["api"], "--network=none")
    refused = told.status == 2 and "DATABASE_URL is missing" in told.output
    _hold(service, "names the settings that are missing", told, refused)
    others = [name for name in SERVICES if name != service]
    options = ("--network=none", "--entrypoint=python")
    told = podman.run(service, ["-c", _PROBE, *others], *options)
    _hold(service, "is not root, writes nowhere but /tmp, holds no other service", told, told.status == 0)


def _hold(service: str, what: str, told: Ended, holds: bool) -> None:
    if not holds:
        raise LauncherError(f"{service}: not so: {what} (status {told.status})\n{told.output[-3000:]}")
    print(f"{service}: {what}", flush=True)

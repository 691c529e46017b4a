"""python -m tests.images [SERVICE...]: build each service's image by the recipe, and run it for real."""

import subprocess
import sys
from collections.abc import Sequence

from deploy.local.errors import LauncherError
from deploy.local.place import place
from deploy.local.servers import SERVICES
from tests.containers import images
from tests.containers.podman import environment
from tests.images.alone import alone
from tests.images.podman import Podman
from tests.images.serving import serving


def main(services: Sequence[str]) -> int:
    """0 when every image is built and does what is asked of it; else the first thing that it did not."""
    try:
        environ = environment(place().folder("containers"))
        images.build_python(environ)
        podman = Podman(environ)
        for service in services:
            print(f"{service}: building", flush=True)
            podman.build(service)
            alone(podman, service)
        serving(podman, services)
    except (LauncherError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"images: {error}\n")
        return 1
    print(f"images: {len(services)} built and run")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or SERVICES))

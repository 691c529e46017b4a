"""python -m deploy.k8s write | check | secrets FOLDER: the manifests, and the secrets they refer to."""

import sys
from collections.abc import Sequence
from pathlib import Path

from deploy.k8s import generated, secrets
from deploy.k8s.kubectl import OVERLAYS, overlay
from deploy.k8s.validation import problems
from deploy.local.errors import LauncherError


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 when all is well, 1 with a line for each thing that is not, 2 for a bad command."""
    match arguments:
        case ["write"]:
            for path in generated.write():
                print(f"written: {path.name}")
            return 0
        case ["check"]:
            return _check()
        case ["secrets", folder]:
            sys.stdout.write(secrets.manifests(Path(folder)))
            return 0
    sys.stderr.write(f"{__doc__}\n")
    return 2


def _check() -> int:
    wrong = [f"{path.name} is out of date: run `make manifests-write`" for path in generated.differing()]
    for name in OVERLAYS:
        try:
            objects = overlay(name)
        except LauncherError as error:
            wrong.append(str(error))
            continue
        wrong += [f"{name}: {line}" for manifest in objects for line in problems(manifest)]
        print(f"{name}: {len(objects)} objects")
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""python -m bench [NAME ...]: the table of figures, each beside its floor; 1 when a target is missed."""

import argparse
import importlib
import os
import platform
import sys
import traceback

import uvloop

from bench.figure import Figure, table

NAMES = (
    "submit",
    "relay",
    "latency",
    "rebuild",
    "tokens",
    "directory",
    "imports",
    "publish",
    "webhooks",
    "feed",
    "checkins",
    "clock",
    "deadlines",
    "desk",
    "suggestions",
    "startup",
)


def main(arguments: list[str]) -> int:
    """Measure what is named, or everything, and print the table."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME", help=", ".join(NAMES))
    figures, broken = list[Figure](), list[str]()
    for name in parser.parse_args(arguments).names or NAMES:
        sys.stderr.write(f"measuring {name} ...\n")
        try:
            figures += uvloop.run(importlib.import_module(f"bench.{name}").measure())
        except Exception:  # noqa: BLE001 - the others took their time, and are printed all the same
            traceback.print_exc()
            broken.append(name)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    sys.stdout.write(
        f"{platform.machine()}, {os.cpu_count()} cores, load {load}, Python {platform.python_version()}\n"
    )
    sys.stdout.write(f"{table(figures)}\n")
    if broken:
        sys.stdout.write(f"not measured, see above: {', '.join(broken)}\n")
    return int(bool(broken) or any(figure.met is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

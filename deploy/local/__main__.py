"""python -m deploy.local run | stop | clean | status"""  # noqa: D415 - a command line

import argparse
import sys
from pathlib import Path

from deploy.local import launcher, upkeep
from deploy.local.errors import LauncherError
from deploy.local.place import place

_NOT_RUNNING = 3
"""The exit status of `status` when nothing runs, as of an init script."""


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status; what goes wrong is one line on standard error."""
    options = _parser().parse_args(arguments)
    try:
        where = place(data=options.data and options.data.absolute())
        if options.command == "run":
            return launcher.run(launcher.Options(where, options.port, options.clock_file))
        if options.command == "stop":
            return upkeep.stop(where)
        if options.command == "clean":
            return upkeep.clean(where)
        return 0 if upkeep.status(where) else _NOT_RUNNING
    except (LauncherError, OSError) as error:
        sys.stderr.write(f"caunoi: {error}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m deploy.local", description="The whole suite on one machine."
    )
    parser.add_argument("--data", type=Path, help="a data folder instead of the checkout's own")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="start everything; Ctrl-C ends it, the data is kept")
    run.add_argument("--port", type=int, default=8000, help="of 127.0.0.1 (default: 8000)")
    run.add_argument("--clock-file", type=Path, help="take the time from this file")
    commands.add_parser("stop", help="end the suite that runs from this checkout, and what a killed one left")
    commands.add_parser("clean", help="stop, then forget all data and secrets")
    commands.add_parser("status", help="say what runs; exit status 3 when nothing does")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""python -m deploy.local.simulators.vneid --port N --clients FILE [--persons FILE]: VNeID, simulated."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from werkzeug.serving import make_server

from deploy.local.simulators.provider import Provider
from deploy.local.simulators.register import HOST, Register, RegisteredClient, SimulatedPerson, issuer_at
from deploy.local.simulators.serving import Quiet, serve

_ADMINISTRATOR = Path(__file__).parents[1] / "seed" / "identity" / "administrator.json"


def main(arguments: Sequence[str]) -> int:
    """Serves until SIGTERM or Ctrl-C; 2 when a file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m deploy.local.simulators.vneid")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument(
        "--clients", type=Path, required=True, help="JSON: client_id, client_secret, redirect_uris"
    )
    parser.add_argument("--persons", type=Path, help="JSON file where persons are kept")
    options = parser.parse_args(arguments)
    try:
        clients = msgspec.json.decode(options.clients.read_bytes(), type=tuple[RegisteredClient, ...])
        register = Register(clients, options.persons)
        register.learn(_administrator())
    except (OSError, msgspec.MsgspecError) as error:
        sys.stderr.write(f"vneid: {error}\n")
        return 2
    provider = Provider(issuer_at(options.port), register)
    return serve(make_server(HOST, options.port, provider, threaded=True, request_handler=Quiet))


def _administrator() -> SimulatedPerson:
    """Known from the start, so that the sign-in page of an empty suite has somebody to choose."""
    known = msgspec.json.decode(_ADMINISTRATOR.read_bytes())["administrator"]
    return SimulatedPerson(known["personal_identifier"], known["full_name"])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

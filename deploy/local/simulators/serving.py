"""How the WSGI simulators serve: without a word about requests, until told to stop."""

import signal
from typing import NoReturn

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler


class Quiet(WSGIRequestHandler):
    """Requests hold identifiers, so none is logged; connections are kept open."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Nothing."""


def serve(server: BaseWSGIServer) -> int:
    """Until SIGTERM or Ctrl-C; 0."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt

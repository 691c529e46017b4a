"""`python -m deploy.local.simulators.smtp_sink --port N --folder F`: takes every mail, delivers none.

Each mail becomes a file of the folder; addresses that begin with `refused` are refused, `later` are put off.
"""

import argparse
import signal
import sys
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """What aiosmtpd calls; keeps the mails in memory, and in `folder` if there is one."""

    def __init__(self, folder: Path | None = None) -> None:
        self.mails: list[EmailMessage] = []
        self._folder = folder
        self.putting_off = True

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Takes the recipient, or refuses it by its name."""
        if address.startswith("refused"):
            return "550 no such mailbox"
        if address.startswith("later") and self.putting_off:
            return "450 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Keeps the mail."""
        content = cast("bytes", envelope.content)
        self.mails.append(message_from_bytes(content, policy=policy.default))
        if self._folder is not None:
            (self._folder / f"{len(self.mails):06d}.eml").write_bytes(content)
        return "250 OK"


def controller(sink: Sink, port: int) -> Controller:
    """A server in a thread of its own; start() and stop() it."""
    return Controller(sink, hostname="127.0.0.1", port=port, ready_timeout=10)


def main(arguments: Sequence[str]) -> int:
    """Serves on 127.0.0.1 until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m deploy.local.simulators.smtp_sink")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    server = controller(Sink(options.folder), options.port)
    ending = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    server.start()
    signal.sigwait(ending)
    server.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

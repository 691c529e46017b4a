"""One mail by SMTP (RFC 5321); what the server says for good is not tried again."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Literal, NamedTuple, cast

import aiosmtplib

from services.distribution.application.email_texts import mail_of
from services.distribution.application.ports.deliveries import Claimed, Message, Pending
from services.distribution.application.ports.endpoints import Sealer
from services.distribution.domain.model.deliveries import Reply
from services.distribution.domain.model.emails import CONFIRMATION
from shared.clock import Clock
from shared.i18n import Language

_SECONDS = 20


class MailServer(NamedTuple):
    """Where mail is handed in, and in whose name."""

    host: str
    port: int
    tls: Literal["none", "starttls", "tls"]
    username: str | None
    password: str | None
    sender: str


class EmailSender:
    """A connection for each mail; newsrooms are dozens, and servers close idle connections."""

    def __init__(self, server: MailServer, sealer: Sealer, clock: Clock, public_url: str) -> None:
        self._server, self._sealer, self._clock = server, sealer, clock
        self._public_url = public_url.rstrip("/")

    async def send(self, address: Claimed, pending: Pending) -> Reply:
        """What came of it; never raises for what the other side does."""
        mail = self._compose(address, pending)
        server = self._server
        try:
            await aiosmtplib.send(
                mail,
                hostname=server.host,
                port=server.port,
                username=server.username,
                password=server.password,
                use_tls=server.tls == "tls",
                start_tls=server.tls == "starttls",
                timeout=_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            code = error.recipients[0].code
            return Reply(status=code, error="recipient refused", final=code >= 500)
        except aiosmtplib.SMTPResponseException as error:
            return Reply(status=error.code, error=type(error).__name__)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            return Reply(error=type(error).__name__)
        return Reply(status=250)

    def _compose(self, to: Claimed, pending: Pending) -> EmailMessage:
        language = cast("Language", to.language)
        said = mail_of(pending.message, language, self._link(pending.message))
        name, sender = parseaddr(self._server.sender)
        mail = EmailMessage()
        mail["From"] = Address(name, addr_spec=sender)
        mail["To"] = Address(addr_spec=to.address)
        mail["Subject"] = " ".join(said.subject.split())
        mail["Date"] = format_datetime(self._clock.now())
        # The same for each attempt, so that a mail accepted twice is shown once.
        mail["Message-ID"] = f"<{pending.delivery_id.hex}@{sender.rpartition('@')[2] or 'localhost'}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["Content-Language"] = language
        mail.set_content(said.text)
        return mail

    def _link(self, message: Message) -> str:
        if message.topic == CONFIRMATION:
            token = self._sealer.open(message.body)
            return f"{self._public_url}/distribution/v1/email-addresses/confirmation/{token}"
        return f"{self._public_url}/distribution/v1/releases/{message.release_id}"

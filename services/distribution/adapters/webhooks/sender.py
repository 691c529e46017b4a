"""One signed POST: no redirects, no cookies, no proxy, little time, and little of the answer is read."""

import ssl
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache, partial
from types import TracebackType
from typing import Self

import aiohttp
from standardwebhooks import Webhook

from services.distribution.adapters.webhooks.guard import ForbiddenAddress, Guard, GuardedResolver
from services.distribution.application.ports.deliveries import Claimed, Pending
from services.distribution.application.ports.endpoints import Sealer
from services.distribution.domain.errors.endpoints import ForbiddenWebhookAddress, InvalidWebhookAddress
from services.distribution.domain.model.deliveries import Reply
from services.distribution.domain.model.webhook_addresses import checked
from shared.clock import Clock

MOST_READ = 16_384
"""Of an answer; a longer one costs its sender the connection."""
_DIGITS = 9
_REMEMBERED = 4096
"""Endpoints whose address and secrets are at hand."""


class WebhookSender:
    """Sends until it is left; `local` permits http to loopback."""

    def __init__(self, sealer: Sealer, guard: Guard, clock: Clock, *, seconds: float, local: bool) -> None:
        self._guard, self._clock = guard, clock
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        # What an address says of itself never changes; where it leads is seen at each connection.
        self._check = lru_cache(_REMEMBERED)(partial(checked, local=local))
        # By the encrypted bytes, so another secret is another signer.
        self._signer = lru_cache(_REMEMBERED)(lambda sealed: Webhook(sealer.open(sealed)))

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            limit=0,
            use_dns_cache=False,
            resolver=GuardedResolver(self._guard),
            socket_factory=self._guard.open_socket,
            # Shorter than the 5 s of common servers: a POST on a connection that ends is a failed attempt.
            keepalive_timeout=4,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=self._timeout,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            headers={"user-agent": "CauNoi-Webhooks/1"},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def send(self, endpoint: Claimed, pending: Pending) -> Reply:
        """What came of it; never raises for what the other side does."""
        try:
            self._check(endpoint.address)
            return await self._post(endpoint, pending)
        except (ForbiddenWebhookAddress, InvalidWebhookAddress, ForbiddenAddress):
            return Reply(error="forbidden address")
        except TimeoutError:
            return Reply(error="no answer in time")
        except aiohttp.ClientConnectorError as error:
            return Reply(error=_why(error.os_error))
        except (aiohttp.ClientError, ssl.SSLError, OSError, ValueError) as error:
            return Reply(error=type(error).__name__)

    async def _post(self, endpoint: Claimed, pending: Pending) -> Reply:
        now = self._clock.now()
        headers = self._signed(endpoint, pending, now)
        async with self._session.post(
            endpoint.address, data=pending.message.body, headers=headers, allow_redirects=False
        ) as response:
            await _drain(response)
            wait = retry_after(response.headers.get("retry-after"), now)
            return Reply(status=response.status, wait=wait)

    def _signed(self, endpoint: Claimed, pending: Pending, now: datetime) -> dict[str, str]:
        """The id stays the same through all attempts; the time is that of this one.

        Standard Webhooks has several signatures in one header, separated by spaces; one that fits is enough.
        """
        webhook_id, body = f"msg_{pending.delivery_id.hex}", pending.message.body.decode()
        secrets = [one for one in (endpoint.secret, endpoint.former_secret) if one is not None]
        signers = [self._signer(one) for one in secrets]
        return {
            "content-type": "application/json",
            "webhook-id": webhook_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(signer.sign(webhook_id, now, body) for signer in signers),
        }


def retry_after(said: str | None, now: datetime) -> timedelta | None:
    """How long a receiver asks to be left alone (RFC 9110 section 10.2.3): seconds, or until a date."""
    if said is None:
        return None
    text = said.strip()
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return timedelta(seconds=int(text))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(aware - now, timedelta())


async def _drain(response: aiohttp.ClientResponse) -> None:
    """A short answer is read, so that the connection can be used again; a long one is cut off."""
    read = 0
    while chunk := await response.content.readany():
        read += len(chunk)
        if read > MOST_READ:
            response.close()
            return


def _why(error: OSError) -> str:
    return "forbidden address" if isinstance(error, ForbiddenAddress) else "no connection"

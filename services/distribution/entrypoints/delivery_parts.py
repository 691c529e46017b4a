"""What reaching newsrooms is put together from: for the API its dependencies, for the worker its senders."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from litestar.di import Provide
from litestar.params import SkipValidation
from prometheus_client import CollectorRegistry

from services.distribution.adapters.delivery_claims import Claims
from services.distribution.adapters.emails.sender import EmailSender, MailServer
from services.distribution.adapters.queries.endpoints import EndpointQueries
from services.distribution.adapters.queries.inbox import InboxQueries
from services.distribution.adapters.queries.items import ItemQueries
from services.distribution.adapters.unit_of_work import Office
from services.distribution.adapters.webhooks.guard import Guard
from services.distribution.adapters.webhooks.secrets import FernetSealer
from services.distribution.adapters.webhooks.sender import WebhookSender
from services.distribution.application.handlers.emails import EmailDesk
from services.distribution.application.handlers.endpoints import EndpointDesk
from services.distribution.domain.model.deliveries import Channel, RetrySchedule
from services.distribution.entrypoints.delivery_dispatch import Dispatcher, Lane
from services.distribution.entrypoints.delivery_metrics import DeliveryMetrics
from services.distribution.entrypoints.inbox_stream import InboxFeed
from services.distribution.settings import Settings
from shared.clock import RealClock
from shared.messaging.worker import Background, Busy
from shared.settings import InvalidSettings

_WEBHOOK_LANES = (
    Lane(troubled=False, capacity=100, waiting=400),
    Lane(troubled=True, capacity=25, waiting=75),
)
_EMAIL_LANES = (Lane(troubled=False, capacity=4, waiting=4), Lane(troubled=True, capacity=2, waiting=2))
_WEBHOOKS_A_ROUND, _EMAILS_A_ROUND = 5, 3


class Senders(NamedTuple):
    """What sends, and how its worker knows whether there is something to send."""

    background: tuple[Background, ...] = ()
    busy: tuple[Busy, ...] = ()


def delivery_dependencies(settings: Settings, office: Office) -> Mapping[str, Provide]:
    """`endpoint_desk`, `email_desk`, and the reads of endpoints, items and inboxes."""
    sealer = _sealer(settings)
    guard = Guard(local=settings.allow_local_webhooks)
    inbox = InboxQueries(office.database)
    return {
        "endpoint_desk": _given(EndpointDesk(sealer, guard, RealClock())),
        "email_desk": _given(EmailDesk(sealer if settings.smtp_host else None)),
        "endpoint_queries": _given(EndpointQueries(office.database)),
        "item_queries": _given(ItemQueries(office.database)),
        "inbox_queries": _given(inbox),
        "inbox_feed": _given(InboxFeed(inbox)),
    }


def delivery_senders(settings: Settings, office: Office, registry: CollectorRegistry) -> Senders:
    """One for each channel that is configured; raises InvalidSettings."""
    sealer = _sealer(settings)
    if sealer is None:
        return Senders()
    schedule, metrics = _schedule(settings), DeliveryMetrics(registry)
    lease, busy = timedelta(seconds=settings.delivery_lease_seconds), list[Busy]()

    def dispatcher(channel: Channel, most: int, lanes: tuple[Lane, ...]) -> Callable[..., Dispatcher]:
        claims = Claims(office, channel, lease, most)
        busy.append(claims.are_due)
        count = partial(metrics.count, channel)
        return lambda send: Dispatcher(claims, send, office.unit, schedule, lanes, count)

    async def webhooks(make: Callable[..., Dispatcher], _worker: object) -> None:
        local = settings.allow_local_webhooks
        async with WebhookSender(
            sealer, Guard(local=local), RealClock(), seconds=settings.webhook_timeout_seconds, local=local
        ) as sender:
            await make(sender.send).run()

    async def emails(make: Callable[..., Dispatcher], server: MailServer, _worker: object) -> None:
        sender = EmailSender(server, sealer, RealClock(), settings.public_url)
        await make(sender.send).run()

    found: list[Callable[..., Awaitable[object]]] = [
        partial(webhooks, dispatcher(Channel.WEBHOOK, _WEBHOOKS_A_ROUND, _WEBHOOK_LANES))
    ]
    server = _mail_server(settings)
    if server is not None:
        found.append(partial(emails, dispatcher(Channel.EMAIL, _EMAILS_A_ROUND, _EMAIL_LANES), server))
    return Senders(tuple(found), tuple(busy))


def _given(value: Any) -> Provide:
    async def provide() -> Annotated[Any, SkipValidation]:
        return value

    return Provide(provide)


def _sealer(settings: Settings) -> FernetSealer | None:
    return FernetSealer.from_file(settings.delivery_key_file) if settings.delivery_key_file else None


def _schedule(settings: Settings) -> RetrySchedule:
    try:
        return RetrySchedule.parse(settings.delivery_retry_seconds)
    except ValueError as error:
        raise InvalidSettings([], {"DELIVERY_RETRY_SECONDS": str(error)}) from error


def _mail_server(settings: Settings) -> MailServer | None:
    if settings.smtp_host is None:
        return None
    password = None
    if settings.smtp_password_file is not None:
        try:
            password = Path(settings.smtp_password_file).read_text().strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidSettings([], {"SMTP_PASSWORD_FILE": type(error).__name__}) from error
    return MailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_tls,
        settings.smtp_username,
        password,
        settings.mail_from,
    )

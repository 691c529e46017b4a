"""Names that lead inside: at registration, at the connection, and when they change in between."""

import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from deploy.local.simulators.webhook_receiver import Receiver
from services.distribution.adapters.webhooks.guard import Guard
from services.distribution.adapters.webhooks.secrets import FernetSealer, new_secret
from services.distribution.adapters.webhooks.sender import WebhookSender
from services.distribution.application.commands.endpoints import RegisterEndpoint
from services.distribution.application.handlers.endpoints import EndpointDesk
from services.distribution.application.ports.deliveries import Claimed, Message, Pending
from services.distribution.domain.errors.endpoints import ForbiddenWebhookAddress
from services.distribution.domain.model.deliveries import Reply
from services.distribution.domain.model.endpoints import Receiver as Owner
from services.distribution.domain.model.endpoints import Topic
from services.distribution.settings import Settings
from shared.clock import RealClock
from shared.ids import uuid7
from shared.settings import ServiceSettings
from tests.distribution.house import House
from tests.distribution.newsrooms import receiving, settings_of

NAME = "toasoan.example.vn"
SetUp = tuple[Receiver, str]


@pytest.fixture
async def receiver() -> AsyncIterator[SetUp]:
    async with receiving() as made:
        yield made


@pytest.fixture
def sealer(service_settings: Callable[..., ServiceSettings]) -> FernetSealer:
    settings: Settings = settings_of(service_settings)
    assert settings.delivery_key_file is not None
    return FernetSealer.from_file(settings.delivery_key_file)


def answering(*addresses: str) -> Guard:
    """A guard for which every name has the first address first, and the next one when it is asked again."""
    left = list(addresses)

    async def look_up(_host: str, port: int) -> Any:
        address = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return Guard(look_up=look_up)


async def sent(sealer: FernetSealer, guard: Guard, url: str) -> Reply:
    """One delivery as production sends it."""
    claimed = Claimed(endpoint_id=uuid7(), lease=uuid7(), address=url, secret=sealer.seal(new_secret()))
    message = Message(
        id=uuid7(),
        topic="release.published",
        subject_id=uuid7(),
        version=1,
        release_id=None,
        headline=None,
        occurred_at=RealClock().now(),
        body=b"{}",
    )
    async with WebhookSender(sealer, guard, RealClock(), seconds=2, local=False) as sender:
        return await sender.send(claimed, Pending(delivery_id=uuid7(), attempts=0, message=message))


async def test_a_name_that_resolves_to_loopback_is_not_registered(house: House, sealer: FernetSealer) -> None:
    desk = EndpointDesk(sealer, answering("127.0.0.1"), RealClock())
    command = RegisterEndpoint(
        endpoint_id=uuid7(),
        receiver=Owner(client_id="super-app"),
        url=f"https://{NAME}/hook",
        topics=(Topic.RELEASE_PUBLISHED,),
        secret=new_secret(),
    )
    with pytest.raises(ForbiddenWebhookAddress):
        await desk.register(command, house.office.unit())
    assert await house.count("webhook_endpoints") == await house.count("delivery_queues") == 0


async def test_a_name_that_leads_inside_after_its_registration_is_not_connected_to(
    receiver: SetUp, sealer: FernetSealer
) -> None:
    taken, origin = receiver
    guard = answering("203.162.4.190", "127.0.0.1")
    url = f"https://{NAME}:{origin.rpartition(':')[2]}/hook/app"
    await guard.check(url)
    assert await sent(sealer, guard, url) == Reply(error="forbidden address")
    assert taken.received == []

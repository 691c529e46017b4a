"""Webhooks are registered, enabled again, removed; and what was sent can be sent again."""

from uuid import UUID

from services.distribution.application.commands.endpoints import (
    ChangeEndpoint,
    Redeliver,
    RegisterEndpoint,
    RotateSecret,
)
from services.distribution.application.ports.endpoints import EndpointUnit, Reachability, Sealer
from services.distribution.domain.errors.endpoints import (
    DeliveryNotFound,
    EndpointNotFound,
    TooManyEndpoints,
    WebhooksNotConfigured,
)
from services.distribution.domain.model.endpoints import MOST_ENDPOINTS, Endpoint, Receiver
from shared.clock import Clock


class EndpointDesk:
    """The use cases that need the operator's key and a look at the network."""

    def __init__(self, sealer: Sealer | None, reachability: Reachability, clock: Clock) -> None:
        """`clock` is that of the wall, by which secrets live whatever time the province has."""
        self._sealer, self._reachability, self._clock = sealer, reachability, clock

    async def register(self, command: RegisterEndpoint, uow: EndpointUnit) -> Endpoint:
        """Raises what is wrong with the address before anything is written."""
        if self._sealer is None:
            raise WebhooksNotConfigured
        await self._reachability.check(command.url)
        async with uow:
            if await uow.endpoints.count(command.receiver) >= MOST_ENDPOINTS:
                raise TooManyEndpoints(limit=MOST_ENDPOINTS)
            endpoint = Endpoint(
                id=command.endpoint_id,
                receiver=command.receiver,
                url=command.url,
                topics=tuple(dict.fromkeys(command.topics)),
                sealed_secret=self._sealer.seal(command.secret),
                created_at=uow.now(),
            )
            await uow.endpoints.add(endpoint)
        return endpoint

    async def enable(self, command: ChangeEndpoint, uow: EndpointUnit) -> Endpoint:
        """After a 410; only what is told from now on is sent."""
        async with uow:
            endpoint = await _own(command, uow)
            await self._reachability.check(endpoint.url)
            endpoint.enable()
            await uow.endpoints.put_with_queue(endpoint)
        return endpoint

    async def rotate(self, command: RotateSecret, uow: EndpointUnit) -> Endpoint:
        """What is sent from now on, retries too, is signed with both secrets for a day."""
        if self._sealer is None:
            raise WebhooksNotConfigured
        async with uow:
            endpoint = await _own(command, uow)
            endpoint.rotate(self._sealer.seal(command.secret), self._clock.now())
            await uow.endpoints.put(endpoint)
        return endpoint


async def remove_endpoint(command: ChangeEndpoint, uow: EndpointUnit) -> None:
    """What waits in its queue is dropped; the ledger stays."""
    async with uow:
        endpoint = await _own(command, uow)
        endpoint.remove()
        await uow.endpoints.put_with_queue(endpoint)


async def redeliver(command: Redeliver, uow: EndpointUnit) -> None:
    """Under the same webhook-id, before what waits already."""
    async with uow:
        endpoint = await _found(uow, command.endpoint_id, command.receiver)
        endpoint.must_be_active()
        if not await uow.deliveries.again(endpoint.id, command.delivery_id):
            raise DeliveryNotFound


async def _own(command: ChangeEndpoint, uow: EndpointUnit) -> Endpoint:
    endpoint = await _found(uow, command.endpoint_id, command.receiver)
    endpoint.expect(command.expected_version)
    return endpoint


async def _found(uow: EndpointUnit, endpoint_id: UUID, receiver: Receiver) -> Endpoint:
    endpoint = await uow.endpoints.get(endpoint_id, receiver)
    if endpoint is None:
        raise EndpointNotFound
    return endpoint

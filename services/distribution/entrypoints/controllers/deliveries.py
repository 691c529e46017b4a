"""What was sent to a webhook, and sending it again."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from services.distribution.application.commands.endpoints import Redeliver
from services.distribution.application.handlers.endpoints import redeliver
from services.distribution.application.views.endpoints import DeliveryView
from services.distribution.domain.errors import endpoints as errors
from services.distribution.entrypoints.controllers.endpoints import (
    MAY_MANAGE,
    Caller,
    Queries,
    Uow,
    own_endpoint,
    receiver_of,
)
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of


class DeliveryController(Controller):
    """The ledger of one webhook."""

    path = "/webhook-endpoints/{endpoint_id:uuid}/deliveries"
    tags = ("webhooks",)

    @get(
        operation_id="ListWebhookDeliveries",
        summary="What was sent there",
        guards=[MAY_MANAGE],
        opt={"errors": (errors.NoReceiver, errors.EndpointNotFound)},
    )
    async def ledger(
        self,
        endpoint_id: FromPath[UUID],
        principal: Caller,
        endpoint_queries: Queries,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[DeliveryView]:
        """The newest first, with the last attempt of each; `webhook-id` is `msg_` and the bare id."""
        await own_endpoint(endpoint_queries, principal, endpoint_id)
        after = decode(cursor, int)
        found = await endpoint_queries.deliveries(endpoint_id, after[0] if after else None, limit + 1)
        return page_of(found, limit, lambda last: (last.position,))

    @post(
        "/{delivery_id:uuid}/redelivery",
        operation_id="RedeliverWebhook",
        summary="Send it again",
        status_code=202,
        guards=[MAY_MANAGE],
        opt={
            "errors": (
                errors.NoReceiver,
                errors.EndpointNotFound,
                errors.DeliveryNotFound,
                errors.StillPending,
                errors.EndpointInactive,
            )
        },
    )
    async def again(
        self,
        request: Request[Any, Any, Any],
        endpoint_id: FromPath[UUID],
        delivery_id: FromPath[UUID],
        principal: Caller,
        uow: Uow,
    ) -> Response[None]:
        """Under the same webhook-id."""
        command = Redeliver(endpoint_id=endpoint_id, delivery_id=delivery_id, receiver=receiver_of(principal))
        return await perform(request, uow, redeliver, command, _nothing, status=202)


def _nothing(_done: None) -> None:
    """There is nothing to show."""

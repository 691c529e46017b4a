"""What the owner of a webhook changes about it; each needs the version that was read."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, delete, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.distribution.adapters.webhooks.secrets import new_secret
from services.distribution.application.commands.endpoints import ChangeEndpoint, RotateSecret
from services.distribution.application.handlers.endpoints import remove_endpoint
from services.distribution.application.views.endpoints import EndpointView
from services.distribution.domain.errors import endpoints as errors
from services.distribution.entrypoints.controllers.endpoints import (
    MAY_MANAGE,
    Caller,
    Desk,
    Uow,
    receiver_of,
    shown_once,
)
from shared.web.auth import Principal
from shared.web.idempotency import perform


class EndpointChangeController(Controller):
    """Remove, enable again, change the secret."""

    path = "/webhook-endpoints/{endpoint_id:uuid}"
    tags = ("webhooks",)

    @delete(
        operation_id="RemoveWebhookEndpoint",
        summary="Remove a webhook",
        guards=[MAY_MANAGE],
        opt={"errors": (errors.NoReceiver, errors.EndpointNotFound, errors.StaleEndpoint)},
    )
    async def remove(
        self, endpoint_id: FromPath[UUID], principal: Caller, expected_version: NamedDependency[int], uow: Uow
    ) -> None:
        """What waits for it is dropped."""
        await remove_endpoint(_change(endpoint_id, principal, expected_version), uow)

    @post(
        "/enabling",
        operation_id="EnableWebhookEndpoint",
        summary="Be told again after a 410",
        status_code=200,
        guards=[MAY_MANAGE],
        opt={
            "errors": (
                errors.NoReceiver,
                errors.EndpointNotFound,
                errors.StaleEndpoint,
                errors.EndpointActive,
                errors.ForbiddenWebhookAddress,
            )
        },
    )
    async def enable(
        self,
        request: Request[Any, Any, Any],
        endpoint_id: FromPath[UUID],
        principal: Caller,
        expected_version: NamedDependency[int],
        endpoint_desk: Desk,
        uow: Uow,
    ) -> Response[EndpointView]:
        """Only what happens from now on is sent; the rest can be sent again one by one."""
        command = _change(endpoint_id, principal, expected_version)
        return await perform(request, uow, endpoint_desk.enable, command, EndpointView.of, status=200)

    @post(
        "/secret",
        operation_id="RotateWebhookSecret",
        summary="Change the secret of a webhook",
        status_code=200,
        guards=[MAY_MANAGE],
        opt={
            "errors": (
                errors.NoReceiver,
                errors.WebhooksNotConfigured,
                errors.EndpointNotFound,
                errors.StaleEndpoint,
            )
        },
    )
    async def rotate(
        self,
        request: Request[Any, Any, Any],
        endpoint_id: FromPath[UUID],
        principal: Caller,
        expected_version: NamedDependency[int],
        endpoint_desk: Desk,
        uow: Uow,
    ) -> Response[EndpointView]:
        """The new one is in this answer and nowhere else; for a day what is sent bears both signatures."""
        change = _change(endpoint_id, principal, expected_version)
        command = RotateSecret(**msgspec.structs.asdict(change), secret=new_secret())
        answer = await perform(request, uow, endpoint_desk.rotate, command, EndpointView.of, status=200)
        return shown_once(command.secret, answer)


def _change(endpoint_id: UUID, principal: Principal, expected_version: int) -> ChangeEndpoint:
    return ChangeEndpoint(
        endpoint_id=endpoint_id, receiver=receiver_of(principal), expected_version=expected_version
    )

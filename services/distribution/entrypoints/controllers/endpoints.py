"""Webhooks, for newsrooms and for machine clients such as the super-app's backend."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from services.distribution.adapters.queries.endpoints import EndpointQueries
from services.distribution.adapters.unit_of_work import DistributionUnitOfWork
from services.distribution.adapters.webhooks.secrets import new_secret
from services.distribution.application.commands.endpoints import (
    RegisterEndpoint,
)
from services.distribution.application.handlers.endpoints import EndpointDesk
from services.distribution.application.views.endpoints import EndpointView
from services.distribution.domain.errors import endpoints as errors
from services.distribution.domain.model.endpoints import Receiver
from services.distribution.entrypoints.schemas.endpoints import RegisterEndpointRequest
from shared.ids import uuid7
from shared.web.auth import Principal, Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import REPLAYED, perform

Uow = NamedDependency[SkipValidation[DistributionUnitOfWork]]
Desk = NamedDependency[SkipValidation[EndpointDesk]]
Queries = NamedDependency[SkipValidation[EndpointQueries]]
Caller = NamedDependency[Principal]

SCOPE = "webhooks:manage"
MAY_MANAGE = requires(Role.newsroom_admin, scope=SCOPE)


def receiver_of(principal: Principal) -> Receiver:
    """The newsroom of an administrator, or the machine client itself; raises NoReceiver."""
    if Role.newsroom_admin in principal.roles and principal.press_agency_id is not None:
        return Receiver(press_agency_id=principal.press_agency_id)
    if principal.account_id is None and principal.client_id is not None and SCOPE in principal.scopes:
        return Receiver(client_id=principal.client_id)
    raise errors.NoReceiver


class EndpointController(Controller):
    """Where a receiver wants to be told."""

    path = "/webhook-endpoints"
    tags = ("webhooks",)

    @post(
        operation_id="RegisterWebhookEndpoint",
        summary="Be told of releases and answers",
        guards=[MAY_MANAGE],
        opt={
            "errors": (
                errors.NoReceiver,
                errors.WebhooksNotConfigured,
                errors.InvalidWebhookAddress,
                errors.ForbiddenWebhookAddress,
                errors.TooManyEndpoints,
                errors.EndpointExists,
            )
        },
    )
    async def register(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[RegisterEndpointRequest],
        principal: Caller,
        endpoint_desk: Desk,
        uow: Uow,
    ) -> Response[EndpointView]:
        """The secret is in this answer and nowhere else; a repeated request is answered without it."""
        command = RegisterEndpoint(
            endpoint_id=uuid7(),
            receiver=receiver_of(principal),
            url=data.url,
            topics=data.topics,
            secret=new_secret(),
        )
        answer = await perform(
            request, uow, endpoint_desk.register, command, EndpointView.of, headers=_location
        )
        return shown_once(command.secret, answer)

    @get(operation_id="ListWebhookEndpoints", summary="Your webhooks", guards=[MAY_MANAGE])
    async def all(self, principal: Caller, endpoint_queries: Queries) -> list[EndpointView]:
        """Oldest first; there are ten at most."""
        return await endpoint_queries.endpoints(receiver_of(principal))

    @get(
        "/{endpoint_id:uuid}",
        operation_id="ReadWebhookEndpoint",
        summary="Read a webhook",
        guards=[MAY_MANAGE],
        opt={"errors": (errors.NoReceiver, errors.EndpointNotFound)},
    )
    async def one(
        self, endpoint_id: FromPath[UUID], principal: Caller, endpoint_queries: Queries
    ) -> Response[EndpointView]:
        """With its ETag, which changes need in If-Match."""
        view = await own_endpoint(endpoint_queries, principal, endpoint_id)
        return Response(view, headers={"etag": etag(view.version)})


async def own_endpoint(queries: EndpointQueries, principal: Principal, endpoint_id: UUID) -> EndpointView:
    """The caller's; raises EndpointNotFound."""
    found = await queries.endpoints(receiver_of(principal), endpoint_id)
    if not found:
        raise errors.EndpointNotFound
    return found[0]


def shown_once(secret: str, answer: Response[EndpointView]) -> Response[EndpointView]:
    """The answer with its secret; the stored one has none, so that only its encrypted form is kept."""
    if REPLAYED in answer.headers:
        return answer
    view = msgspec.json.decode(cast("bytes", answer.content), type=EndpointView)
    shown = msgspec.structs.replace(view, secret=secret)
    return Response(shown, status_code=answer.status_code, headers=answer.headers)


def _location(view: EndpointView) -> Mapping[str, str]:
    return {"location": f"/distribution/v1/webhook-endpoints/{view.id}"}

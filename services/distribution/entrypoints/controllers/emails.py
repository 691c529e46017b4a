"""E-mail addresses of newsrooms, and the page that a confirmation link leads to."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, MediaType, Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, PathParameter, SkipValidation

from services.distribution.application.commands.emails import ConfirmEmail, RegisterEmail, RemoveEmail
from services.distribution.application.handlers.emails import EmailDesk, confirm_email, remove_email
from services.distribution.application.views.endpoints import EmailView
from services.distribution.domain.errors import emails as errors
from services.distribution.domain.errors.endpoints import (
    EndpointExists,
    EndpointNotFound,
    NoReceiver,
    StaleEndpoint,
    TooManyEndpoints,
)
from services.distribution.domain.model.endpoints import Topic
from services.distribution.entrypoints.controllers.endpoints import Caller, Queries, Uow
from services.distribution.entrypoints.email_pages import confirmation, confirmed, new_token
from services.distribution.entrypoints.schemas.endpoints import RegisterEmailRequest
from shared.i18n import negotiate
from shared.ids import uuid7
from shared.web.auth import Principal, Role, public, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform

Desk = NamedDependency[SkipValidation[EmailDesk]]
Token = Annotated[str, PathParameter(min_length=20, max_length=100, description="From the mail.")]

ADMIN = requires(Role.newsroom_admin)


class EmailController(Controller):
    """Where a newsroom wants its mail."""

    path = "/email-addresses"
    tags = ("e-mail",)

    @post(
        operation_id="RegisterEmailAddress",
        summary="Get notices by e-mail",
        guards=[ADMIN],
        opt={
            "errors": (
                NoReceiver,
                errors.EmailsNotConfigured,
                errors.InvalidEmailAddress,
                TooManyEndpoints,
                EndpointExists,
            )
        },
    )
    async def register(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[RegisterEmailRequest],
        principal: Caller,
        email_desk: Desk,
        uow: Uow,
    ) -> Response[EmailView]:
        """One mail asks whether notices are wanted there; without a yes within 48 hours no other follows."""
        command = RegisterEmail(
            email_id=uuid7(),
            press_agency_id=_newsroom(principal),
            address=data.address,
            language=data.language,
            topics=tuple(Topic(topic) for topic in data.topics),
            token=new_token(),
            message_id=uuid7(),
        )
        return await perform(request, uow, email_desk.register, command, EmailView.of, headers=_location)

    @get(operation_id="ListEmailAddresses", summary="Your newsroom's addresses", guards=[ADMIN])
    async def all(self, principal: Caller, endpoint_queries: Queries) -> list[EmailView]:
        """Oldest first."""
        return await endpoint_queries.emails(_newsroom(principal))

    @get(
        "/{email_id:uuid}",
        operation_id="ReadEmailAddress",
        summary="Read an address",
        guards=[ADMIN],
        opt={"errors": (NoReceiver, EndpointNotFound)},
    )
    async def one(
        self, email_id: FromPath[UUID], principal: Caller, endpoint_queries: Queries
    ) -> Response[EmailView]:
        """With its ETag, which its removal needs in If-Match."""
        found = await endpoint_queries.emails(_newsroom(principal), email_id)
        if not found:
            raise EndpointNotFound
        return Response(found[0], headers={"etag": etag(found[0].version)})

    @delete(
        "/{email_id:uuid}",
        operation_id="RemoveEmailAddress",
        summary="No more mail there",
        guards=[ADMIN],
        opt={"errors": (NoReceiver, EndpointNotFound, StaleEndpoint)},
    )
    async def remove(
        self, email_id: FromPath[UUID], principal: Caller, expected_version: NamedDependency[int], uow: Uow
    ) -> None:
        """What waits to be sent is dropped."""
        newsroom = _newsroom(principal)
        command = RemoveEmail(email_id=email_id, press_agency_id=newsroom, expected_version=expected_version)
        await remove_email(command, uow)

    @get(
        "/confirmation/{token:str}",
        operation_id="ShowEmailConfirmation",
        summary="The page of a confirmation link",
        media_type=MediaType.HTML,
        guards=[public],
    )
    async def ask(self, request: Request[Any, Any, Any], token: Token) -> Response[str]:
        """Programs that look at links in mails confirm nothing by that: it takes the button."""
        return confirmation(negotiate(request.headers.get("accept-language")))

    @post(
        "/confirmation/{token:str}",
        operation_id="ConfirmEmailAddress",
        summary="Yes, send notices here",
        media_type=MediaType.HTML,
        status_code=200,
        guards=[public],
        opt={"errors": (errors.ConfirmationUnknown,)},
    )
    async def confirm(self, request: Request[Any, Any, Any], token: Token, uow: Uow) -> Response[str]:
        """Once."""
        email = await confirm_email(ConfirmEmail(token=token), uow)
        return confirmed(negotiate(request.headers.get("accept-language")), email.address)


def _newsroom(principal: Principal) -> UUID:
    if principal.press_agency_id is None:
        raise NoReceiver
    return principal.press_agency_id


def _location(view: EmailView) -> Mapping[str, str]:
    return {"location": f"/distribution/v1/email-addresses/{view.id}"}

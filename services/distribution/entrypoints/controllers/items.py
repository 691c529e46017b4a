"""Published items, between newsrooms and agencies."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation

from services.distribution.adapters.queries.items import ItemFilter, ItemQueries
from services.distribution.application.commands.items import DecideItem, DeclareItem
from services.distribution.application.handlers.items import decide_item, declare_item
from services.distribution.application.views.items import ItemView
from services.distribution.domain.errors import items as errors
from services.distribution.domain.errors.releases import ReleaseNotFound
from services.distribution.domain.errors.takes import NoNewsroom
from services.distribution.domain.errors.texts import EmptyText, InvalidText
from services.distribution.domain.model.items import ItemStatus
from services.distribution.domain.model.takes import Member
from services.distribution.entrypoints.controllers.dependencies import AGENCY
from services.distribution.entrypoints.controllers.endpoints import Caller, Uow
from services.distribution.entrypoints.schemas.items import DeclareItemRequest, RefuseItemRequest
from shared.ids import uuid7
from shared.web.auth import Principal, Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

Queries = NamedDependency[SkipValidation[ItemQueries]]
OfRelease = Annotated[UUID | None, QueryParameter(description="Made from this release.")]
OfStatus = Annotated[ItemStatus | None, QueryParameter(description="What the agency has said.")]

PRESS = (Role.reporter, Role.newsroom_admin)
OVERSIGHT = (Role.department_officer, Role.ioc_dispatcher)
DECISION = (
    errors.ItemNotFound,
    errors.NotTheReleasingAgency,
    errors.ItemDecided,
    errors.StaleItem,
)


class ItemController(Controller):
    """What was made from releases."""

    path = "/items"
    tags = ("newsrooms",)

    @post(
        operation_id="DeclareItem",
        summary="Declare what you published",
        guards=[requires(*PRESS)],
        opt={
            "errors": (
                ReleaseNotFound,
                NoNewsroom,
                errors.InvalidItemAddress,
                errors.ItemDeclared,
                errors.PublishedInFuture,
                errors.PublishedBeforeRelease,
                InvalidText,
                EmptyText,
            )
        },
    )
    async def declare(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[DeclareItemRequest],
        principal: Caller,
        uow: Uow,
    ) -> Response[ItemView]:
        """An address counts once, whoever declares it."""
        command = DeclareItem(
            item_id=uuid7(),
            release_id=data.release_id,
            member=Member.of(principal.account_id, principal.press_agency_id),
            url=data.url,
            title=data.title,
            published_at=data.published_at,
        )
        return await perform(request, uow, declare_item, command, ItemView.of, headers=_location)

    @get(operation_id="ListItems", summary="Declared items", guards=[requires(*PRESS, *AGENCY, *OVERSIGHT)])
    async def page(
        self,
        principal: Caller,
        item_queries: Queries,
        release_id: OfRelease = None,
        status: OfStatus = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[ItemView]:
        """Your newsroom's, or those made from your agency's releases; the newest first."""
        newsroom, agency = _side(principal)
        wanted = ItemFilter(press_agency_id=newsroom, agency_id=agency, release_id=release_id, status=status)
        after = decode(cursor, datetime, UUID)
        found = await item_queries.page(wanted, (after[0], after[1]) if after else None, limit + 1)
        return page_of(found, limit, lambda last: (last.declared_at, last.id))

    @get(
        "/{item_id:uuid}",
        operation_id="ReadItem",
        summary="Read a declaration",
        guards=[requires(*PRESS, *AGENCY, *OVERSIGHT)],
        opt={"errors": (errors.ItemNotFound,)},
    )
    async def one(
        self, item_id: FromPath[UUID], principal: Caller, item_queries: Queries
    ) -> Response[ItemView]:
        """With its ETag, which the agency needs in If-Match."""
        view = await item_queries.one(item_id)
        newsroom, agency = _side(principal)
        if (
            view is None
            or newsroom not in (None, view.press_agency_id)
            or agency not in (None, view.agency_id)
        ):
            raise errors.ItemNotFound
        return Response(view, headers={"etag": etag(view.version)})

    @post(
        "/{item_id:uuid}/confirmation",
        operation_id="ConfirmItem",
        summary="Confirm that the item uses your release",
        status_code=200,
        guards=[requires(*AGENCY)],
        opt={"errors": DECISION},
    )
    async def confirm(
        self,
        request: Request[Any, Any, Any],
        item_id: FromPath[UUID],
        principal: Caller,
        expected_version: NamedDependency[int],
        uow: Uow,
    ) -> Response[ItemView]:
        """By the agency that published it."""
        command = _decision(item_id, principal, expected_version, None)
        return await perform(request, uow, decide_item, command, ItemView.of, status=200)

    @post(
        "/{item_id:uuid}/refusal",
        operation_id="RefuseItem",
        summary="Refuse the item, with the reason",
        status_code=200,
        guards=[requires(*AGENCY)],
        opt={"errors": (*DECISION, InvalidText, EmptyText)},
    )
    async def refuse(
        self,
        request: Request[Any, Any, Any],
        item_id: FromPath[UUID],
        data: JSONBody[RefuseItemRequest],
        principal: Caller,
        expected_version: NamedDependency[int],
        uow: Uow,
    ) -> Response[ItemView]:
        """By the agency that published it; the address may be declared again."""
        command = _decision(item_id, principal, expected_version, data.reason)
        return await perform(request, uow, decide_item, command, ItemView.of, status=200)


def _side(principal: Principal) -> tuple[UUID | None, UUID | None]:
    """The newsroom or the agency whose items the caller may see; neither for those who oversee all."""
    if principal.roles.intersection(OVERSIGHT):
        return None, None
    if principal.roles.intersection(AGENCY) and principal.agency_id is not None:
        return None, principal.agency_id
    if principal.press_agency_id is None:
        raise NoNewsroom
    return principal.press_agency_id, None


def _decision(item_id: UUID, principal: Principal, version: int, reason: str | None) -> DecideItem:
    return DecideItem(
        item_id=item_id,
        agency_id=principal.agency_id,
        account_id=principal.account_id,
        reason=reason,
        expected_version=version,
    )


def _location(view: ItemView) -> Mapping[str, str]:
    return {"location": f"/distribution/v1/items/{view.id}"}

"""Delegations by the heads of agencies."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody

from services.identity.application.commands import RevokeDelegation, SignDelegation
from services.identity.application.handlers import revoke_delegation, sign_delegation
from services.identity.application.views import DelegationView
from services.identity.domain import errors
from services.identity.domain.model import Contact, Matter, Term
from services.identity.entrypoints.controllers.dependencies import (
    Caller,
    Parts,
    Queries,
    Uow,
    Version,
)
from services.identity.entrypoints.schemas import SignDelegationRequest, actor_of, plain
from shared.ids import uuid7
from shared.web.auth import Principal, Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

OVERSEES = frozenset({Role.administrator, Role.auditor, Role.ioc_dispatcher, Role.department_officer})
OF_THE_AGENCY = frozenset({Role.agency_head, Role.focal_officer})
READERS = (*OVERSEES, *OF_THE_AGENCY, Role.spokesperson)


class DelegationController(Controller):
    """Written, for one matter, for a limited time (NĐ 244/2026/NĐ-CP art. 3.5-3.6)."""

    path = "/delegations"
    tags = ("spokespersons",)

    @post(
        operation_id="SignDelegation",
        summary="Let a person speak on one matter for a time",
        guards=[requires(Role.agency_head, Role.spokesperson)],
        opt={
            "errors": (
                errors.InvalidIdentifier,
                errors.InvalidText,
                errors.InvalidTerm,
                errors.OnlyHeadDelegates,
                errors.AgencyEnded,
                errors.DelegationNotWritten,
                errors.DelegationWithoutEnd,
                errors.TermIsOver,
                errors.DelegateIsDelegator,
                errors.CannotBeAssigned,
                errors.AccountRequired,
            )
        },
    )
    async def sign(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[SignDelegationRequest],
        principal: Caller,
        parts: Parts,
        uow: Uow,
    ) -> Response[DelegationView]:
        """By the head of the agency only, for the own agency; a spokesperson or delegate is refused."""
        command = SignDelegation(
            delegation_id=uuid7(),
            actor=actor_of(principal),
            identifier=parts.digests.of(data.personal_identifier),
            contact=Contact(plain(data.full_name, "full_name"), plain(data.position, "position")),
            matter=Matter(data.matter.kind, data.matter.id),
            document_no=None if data.document_no is None else plain(data.document_no, "document_no"),
            term=Term(data.valid_from or parts.clock.now(), data.valid_to),
        )
        return await perform(request, uow, sign_delegation, command, DelegationView.of, headers=_location)

    @get(operation_id="ListDelegations", summary="Delegations", guards=[requires(*READERS)])
    async def page(
        self, queries: Queries, principal: Caller, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
    ) -> Page[DelegationView]:
        """All for those who oversee; an agency's for its head and officers; a delegate's own."""
        agency_id, account_id = _scope(principal)
        after = decode(cursor, UUID)
        start = after[0] if after else None
        found = await queries.delegations(agency_id, account_id, start, limit + 1)
        return page_of(found, limit, lambda last: (last.id,))

    @get(
        "/{delegation_id:uuid}",
        operation_id="ReadDelegation",
        summary="Read a delegation",
        guards=[requires(*READERS)],
        opt={"errors": (errors.UnknownDelegation,)},
    )
    async def read(
        self, queries: Queries, delegation_id: FromPath[UUID], principal: Caller
    ) -> Response[DelegationView]:
        """In force or not."""
        found = await queries.delegation(delegation_id)
        agency_id, account_id = _scope(principal)
        if found is None or agency_id not in {None, found.agency_id}:
            raise errors.UnknownDelegation
        if account_id not in {None, found.account_id}:
            raise errors.UnknownDelegation
        return Response(found, headers={"etag": etag(found.version)})

    @post(
        "/{delegation_id:uuid}/revocation",
        operation_id="RevokeDelegation",
        summary="End a delegation before its time",
        status_code=200,
        guards=[requires(Role.administrator, Role.agency_head)],
        opt={
            "errors": (
                errors.UnknownDelegation,
                errors.NotAllowed,
                errors.StaleVersion,
                errors.DelegationRevoked,
                errors.TermIsOver,
            )
        },
    )
    async def revoke(
        self,
        request: Request[Any, Any, Any],
        delegation_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[DelegationView]:
        """At once."""
        command = RevokeDelegation(
            delegation_id=delegation_id, actor=actor_of(principal), expected_version=expected_version
        )
        return await perform(request, uow, revoke_delegation, command, DelegationView.of, status=200)


def _scope(principal: Principal) -> tuple[UUID | None, UUID | None]:
    """Whose delegations the caller may know: of which agency, to which person; None is all."""
    if OVERSEES & principal.roles:
        return None, None
    if OF_THE_AGENCY & principal.roles and principal.agency_id is not None:
        return principal.agency_id, None
    return principal.agency_id, principal.account_id


def _location(view: DelegationView) -> Mapping[str, str]:
    return {"location": f"/identity/v1/delegations/{view.id}"}

"""Reporters: they apply, an officer verifies, suspends and restores."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.identity.adapters.queries import READS_REPORTERS, Scope
from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.application.commands import ApplyAsReporter, ChangeReporter
from services.identity.application.handlers import (
    apply_as_reporter,
    restore_reporter,
    suspend_reporter,
    verify_reporter,
)
from services.identity.application.views import ReporterView
from services.identity.domain import errors
from services.identity.domain.model import Credential, Reporter, ReporterStatus
from services.identity.entrypoints.controllers.common import Caller, Queries, Uow, Version
from services.identity.entrypoints.schemas import ApplyAsReporterRequest, actor_of, plain
from shared.ids import uuid7
from shared.web.auth import Principal, Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

OfStatus = Annotated[ReporterStatus | None, QueryParameter(description="Where the accreditation stands.")]
OfNewsroom = Annotated[UUID | None, QueryParameter(description="The press agency.")]

CHANGES = (errors.UnknownReporter, errors.StaleVersion, errors.WrongReporterStatus, errors.AccountRequired)


class ReporterController(Controller):
    """Accreditations as their holders and those responsible see them."""

    path = "/reporters"
    tags = ("reporters",)

    @post(
        operation_id="ApplyAsReporter",
        summary="Apply to be accredited as a reporter",
        guards=[requires()],
        opt={
            "errors": (
                errors.AccountRequired,
                errors.AlreadyRegistered,
                errors.UnknownReference,
                errors.CredentialExpired,
                errors.NoCardForScientificJournal,
                errors.PostsClash,
                errors.InvalidText,
            )
        },
    )
    async def apply(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[ApplyAsReporterRequest],
        principal: Caller,
        uow: Uow,
    ) -> Response[ReporterView]:
        """Whoever has signed in, for themselves; the role comes with the verification."""
        command = ApplyAsReporter(
            reporter_id=uuid7(),
            actor=actor_of(principal),
            press_agency_id=data.press_agency_id,
            credential=Credential(
                data.credential.type,
                plain(data.credential.number, "credential.number"),
                data.credential.expires_on,
            ),
        )
        return await perform(request, uow, apply_as_reporter, command, _named(uow), headers=_location)

    @get(
        operation_id="ListReporters",
        summary="Find reporters",
        guards=[requires(scope=None)],
    )
    async def page(
        self,
        queries: Queries,
        principal: Caller,
        status: OfStatus = None,
        press_agency_id: OfNewsroom = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[ReporterView]:
        """Officers see all, a newsroom's administrator its own, everybody else themselves."""
        after = decode(cursor, UUID)
        found = await queries.reporters(
            _scope(principal), status, press_agency_id, after[0] if after else None, limit + 1
        )
        return page_of(found, limit, lambda last: (last.id,))

    @get(
        "/{reporter_id:uuid}",
        operation_id="ReadReporter",
        summary="Read a reporter",
        guards=[requires()],
        opt={"errors": (errors.UnknownReporter,)},
    )
    async def read(
        self, queries: Queries, principal: Caller, reporter_id: FromPath[UUID]
    ) -> Response[ReporterView]:
        """Whoever may not know of the reporter learns nothing, not even that there is one."""
        found = await queries.reporter(_scope(principal), reporter_id)
        if found is None:
            raise errors.UnknownReporter
        return Response(found, headers={"etag": etag(found.version)})


class AccreditationController(Controller):
    """What the press-management department does with an accreditation."""

    path = "/reporters/{reporter_id:uuid}"
    tags = ("reporters",)
    guards = (requires(Role.department_officer),)

    @post(
        "/verification",
        operation_id="VerifyReporter",
        summary="Confirm a reporter's credential",
        status_code=200,
        opt={"errors": (*CHANGES, errors.CredentialExpired)},
    )
    async def verify(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReporterView]:
        """The reporter has the role from the next sign-in."""
        command = _change(reporter_id, principal, expected_version)
        return await perform(request, uow, verify_reporter, command, _named(uow), status=200)

    @post(
        "/suspension",
        operation_id="SuspendReporter",
        summary="Suspend a reporter",
        status_code=200,
        opt={"errors": CHANGES},
    )
    async def suspend(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReporterView]:
        """The person can do nothing anywhere within seconds, whatever token they hold."""
        command = _change(reporter_id, principal, expected_version)
        return await perform(request, uow, suspend_reporter, command, _named(uow), status=200)

    @post(
        "/restoration",
        operation_id="RestoreReporter",
        summary="End a suspension",
        status_code=200,
        opt={"errors": CHANGES},
    )
    async def restore(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReporterView]:
        """The verification from before counts again."""
        command = _change(reporter_id, principal, expected_version)
        return await perform(request, uow, restore_reporter, command, _named(uow), status=200)


def _change(reporter_id: UUID, principal: Principal, version: int) -> ChangeReporter:
    return ChangeReporter(reporter_id=reporter_id, actor=actor_of(principal), expected_version=version)


def _scope(principal: Principal) -> Scope:
    machine = principal.scopes if principal.account_id is None else frozenset[str]()
    return Scope.of(actor_of(principal), machine)


def _named(uow: IdentityUnitOfWork) -> Callable[[Reporter], Awaitable[ReporterView]]:
    async def present(reporter: Reporter) -> ReporterView:
        account = await uow.accounts.lock(reporter.account_id)
        return ReporterView.of(reporter, account.full_name if account else None)

    return present


def _location(view: ReporterView) -> Mapping[str, str]:
    return {"location": f"/identity/v1/reporters/{view.id}"}


__all__ = ["READS_REPORTERS", "AccreditationController", "ReporterController"]

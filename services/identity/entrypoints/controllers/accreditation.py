"""What the press-management department does with a reporter's accreditation."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath, JSONBody

from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.application.commands import ChangeReporter, DecideAppeal
from services.identity.application.handlers import (
    decide_appeal,
    refuse_reporter,
    restore_reporter,
    suspend_reporter,
    verify_reporter,
)
from services.identity.application.views import ReporterView
from services.identity.domain import errors
from services.identity.domain.errors.accreditation import NoAppeal, NoRenewal, SameOfficer
from services.identity.domain.model import Reporter
from services.identity.entrypoints.controllers.dependencies import Caller, Uow, Version
from services.identity.entrypoints.schemas import (
    DecideAppealRequest,
    GrantRequest,
    ReasonRequest,
    actor_of,
    plain,
)
from shared.web.auth import Principal, Role, requires
from shared.web.idempotency import perform

CHANGES = (errors.UnknownReporter, errors.StaleVersion, errors.WrongReporterStatus, errors.AccountRequired)
_NEEDS_REASON = (errors.ReasonRequired, errors.InvalidText)
_UNPROVEN = (
    errors.CredentialExpired,
    errors.IdentityCheckPending,
    errors.IdentityNotConfirmed,
    errors.AccountIsErased,
)
_NOTHING = GrantRequest()


class AccreditationController(Controller):
    """What the press-management department does with an accreditation; each decision has its reason."""

    path = "/reporters/{reporter_id:uuid}"
    tags = ("reporters",)
    guards = (requires(Role.department_officer),)

    @post(
        "/verification",
        operation_id="VerifyReporter",
        summary="Confirm a reporter's credential",
        status_code=200,
        opt={"errors": (*CHANGES, *_UNPROVEN, NoRenewal)},
    )
    async def verify(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
        data: JSONBody[GrantRequest | None] = None,
    ) -> Response[ReporterView]:
        """The role comes with the next sign-in; who is not in the population database takes a reason."""
        command = _change(reporter_id, principal, expected_version, data or _NOTHING)
        return await perform(request, uow, verify_reporter, command, presented(uow), status=200)

    @post(
        "/refusal",
        operation_id="RefuseReporter",
        summary="Refuse an application or new evidence",
        status_code=200,
        opt={"errors": (*CHANGES, *_NEEDS_REASON)},
    )
    async def refuse(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        data: JSONBody[ReasonRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReporterView]:
        """The person reads the reason, and may appeal or hand other evidence in."""
        command = _change(reporter_id, principal, expected_version, data)
        return await perform(request, uow, refuse_reporter, command, presented(uow), status=200)

    @post(
        "/suspension",
        operation_id="SuspendReporter",
        summary="Suspend a reporter",
        status_code=200,
        opt={"errors": (*CHANGES, *_NEEDS_REASON)},
    )
    async def suspend(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        data: JSONBody[ReasonRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReporterView]:
        """The person can do nothing anywhere within seconds, whatever token they hold."""
        command = _change(reporter_id, principal, expected_version, data)
        return await perform(request, uow, suspend_reporter, command, presented(uow), status=200)

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
        data: JSONBody[GrantRequest | None] = None,
    ) -> Response[ReporterView]:
        """The approval from before counts again, perhaps on probation."""
        command = _change(reporter_id, principal, expected_version, data or _NOTHING)
        return await perform(request, uow, restore_reporter, command, presented(uow), status=200)

    @post(
        "/appeal/decision",
        operation_id="DecideAppeal",
        summary="Decide an appeal",
        status_code=200,
        opt={"errors": (*CHANGES, *_UNPROVEN, NoAppeal, SameOfficer, errors.InvalidText)},
    )
    async def decide(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        data: JSONBody[DecideAppealRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReporterView]:
        """By another officer than the one who refused or suspended."""
        command = DecideAppeal(
            reporter_id=reporter_id,
            actor=actor_of(principal),
            expected_version=expected_version,
            granted=data.granted,
            reason=plain(data.reason, "reason"),
            probation_until=data.probation_until,
        )
        return await perform(request, uow, decide_appeal, command, presented(uow), status=200)


def _change(
    reporter_id: UUID, principal: Principal, version: int, data: GrantRequest | ReasonRequest
) -> ChangeReporter:
    return ChangeReporter(
        reporter_id=reporter_id,
        actor=actor_of(principal),
        expected_version=version,
        reason=plain(data.reason, "reason") if data.reason else "",
        probation_until=data.probation_until if isinstance(data, GrantRequest) else None,
    )


def presented(uow: IdentityUnitOfWork) -> Callable[[Reporter], Awaitable[ReporterView]]:
    """Shows a reporter with the name in the account, read in the same transaction."""

    async def present(reporter: Reporter) -> ReporterView:
        account = await uow.accounts.lock(reporter.account_id)
        return ReporterView.of(reporter, account.full_name if account else None)

    return present

"""What the press-management department does with a reporter's accreditation."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath

from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.application.commands import ChangeReporter
from services.identity.application.handlers import restore_reporter, suspend_reporter, verify_reporter
from services.identity.application.views import ReporterView
from services.identity.domain import errors
from services.identity.domain.model import Reporter
from services.identity.entrypoints.controllers.dependencies import Caller, Uow, Version
from services.identity.entrypoints.schemas import actor_of
from shared.web.auth import Principal, Role, requires
from shared.web.idempotency import perform

CHANGES = (errors.UnknownReporter, errors.StaleVersion, errors.WrongReporterStatus, errors.AccountRequired)


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
        return await perform(request, uow, verify_reporter, command, presented(uow), status=200)

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
    ) -> Response[ReporterView]:
        """The verification from before counts again."""
        command = _change(reporter_id, principal, expected_version)
        return await perform(request, uow, restore_reporter, command, presented(uow), status=200)


def _change(reporter_id: UUID, principal: Principal, version: int) -> ChangeReporter:
    return ChangeReporter(reporter_id=reporter_id, actor=actor_of(principal), expected_version=version)


def presented(uow: IdentityUnitOfWork) -> Callable[[Reporter], Awaitable[ReporterView]]:
    """Shows a reporter with the name in the account, read in the same transaction."""

    async def present(reporter: Reporter) -> ReporterView:
        account = await uow.accounts.lock(reporter.account_id)
        return ReporterView.of(reporter, account.full_name if account else None)

    return present

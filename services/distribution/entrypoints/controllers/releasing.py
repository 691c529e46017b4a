"""What only an active spokesperson of the agency does."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath, JSONBody

from services.distribution.application.commands.releases import (
    ApproveRelease,
    PublishRelease,
    WithdrawRelease,
)
from services.distribution.application.handlers.releasing import (
    approve_release,
    publish_release,
    withdraw_release,
)
from services.distribution.application.views.releases import ReleaseView
from services.distribution.domain.errors import releases
from services.distribution.entrypoints.controllers.callers import reader_of
from services.distribution.entrypoints.controllers.dependencies import (
    SPEAKERS,
    Caller,
    Uow,
    Version,
    in_progress,
    released,
)
from services.distribution.entrypoints.controllers.writing import OWN, WRONG_REASON
from services.distribution.entrypoints.schemas.releases import ReasonBody
from shared.web.auth import requires
from shared.web.idempotency import perform


class ReleasingController(Controller):
    """Approve, publish, withdraw."""

    path = "/releases/{release_id:uuid}"
    tags = ("releases",)
    guards = [requires(*SPEAKERS)]  # noqa: RUF012 - Litestar reads it from the class

    @post(
        "/approval",
        operation_id="ApproveRelease",
        summary="Approve the text in the agency's name",
        status_code=200,
        opt={"errors": (*OWN, releases.NotASpokesperson, releases.ApprovalByAuthor)},
    )
    async def approve(
        self,
        request: Request[Any, Any, Any],
        release_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReleaseView]:
        """By a second person, who is named in the release; a schedule that lies ahead fires from now on."""
        command = ApproveRelease(
            release_id=release_id, actor=reader_of(principal), expected_version=expected_version
        )
        return await perform(request, uow, approve_release, command, in_progress(uow), status=200)

    @post(
        "/publication",
        operation_id="PublishRelease",
        summary="Publish, or release under embargo",
        status_code=200,
        opt={"errors": (*OWN, releases.NotASpokesperson, releases.ApprovalLapsed)},
    )
    async def publish(
        self,
        request: Request[Any, Any, Any],
        release_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReleaseView]:
        """Public at once, or by itself at the end of its embargo; a correction takes the old one's place."""
        command = PublishRelease(
            release_id=release_id, actor=reader_of(principal), expected_version=expected_version
        )
        return await perform(request, uow, publish_release, command, released(uow), status=200)

    @post(
        "/withdrawal",
        operation_id="WithdrawRelease",
        summary="Take a public release back",
        status_code=200,
        opt={"errors": (*OWN, *WRONG_REASON, releases.NotASpokesperson, releases.NotPublic)},
    )
    async def withdraw(
        self,
        request: Request[Any, Any, Any],
        release_id: FromPath[UUID],
        data: JSONBody[ReasonBody],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReleaseView]:
        """At once, with a notice for everybody; earlier editions stay readable, marked as withdrawn."""
        command = WithdrawRelease(
            release_id=release_id,
            actor=reader_of(principal),
            expected_version=expected_version,
            reason=data.reason,
        )
        return await perform(request, uow, withdraw_release, command, released(uow), status=200)

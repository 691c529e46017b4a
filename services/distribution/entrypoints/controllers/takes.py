"""Newsrooms take releases."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath, JSONBody

from services.distribution.application.commands.takes import TakeRelease
from services.distribution.application.handlers.takes import take_release
from services.distribution.application.views.inbox import TakeView
from services.distribution.domain.errors import takes as errors
from services.distribution.domain.errors.releases import ReleaseNotFound
from services.distribution.domain.model.takes import Member
from services.distribution.entrypoints.controllers.endpoints import Caller, Uow
from services.distribution.entrypoints.schemas.items import TakeRequest
from shared.ids import uuid7
from shared.web.auth import Role, requires
from shared.web.idempotency import perform


class TakeController(Controller):
    """What newsrooms do with a release."""

    path = "/releases/{release_id:uuid}/takes"
    tags = ("newsrooms",)

    @post(
        operation_id="TakeRelease",
        summary="Say that you opened, downloaded or copied a release",
        guards=[requires(Role.reporter, Role.newsroom_admin)],
        opt={"errors": (ReleaseNotFound, errors.NoNewsroom, errors.TakenAfterWithdrawal)},
    )
    async def take(
        self,
        request: Request[Any, Any, Any],
        release_id: FromPath[UUID],
        data: JSONBody[TakeRequest],
        principal: Caller,
        uow: Uow,
    ) -> Response[TakeView]:
        """Counted once for each account, edition and action; again, it is answered with the first."""
        command = TakeRelease(
            take_id=uuid7(),
            release_id=release_id,
            member=Member.of(principal.account_id, principal.press_agency_id),
            action=data.action,
        )
        return await perform(request, uow, take_release, command, TakeView.of)

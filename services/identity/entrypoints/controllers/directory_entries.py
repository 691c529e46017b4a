"""The duty to publish a spokesperson (NĐ 244/2026/NĐ-CP art. 3)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath, JSONBody

from services.identity.application.commands import PublishEntry
from services.identity.application.handlers import publish_entry
from services.identity.application.views import AssignedSpokespersonView
from services.identity.domain import errors
from services.identity.entrypoints.controllers.dependencies import Caller, Uow, Version
from services.identity.entrypoints.schemas import PublishEntryRequest, actor_of
from shared.web.auth import Role, requires
from shared.web.idempotency import perform


class DirectoryEntryController(Controller):
    """An entry that lacked something when the person was assigned."""

    path = "/spokespersons"
    tags = ("spokespersons",)

    @post(
        "/{spokesperson_id:uuid}/directory-entry",
        operation_id="PublishDirectoryEntry",
        summary="Put a spokesperson into the public directory",
        status_code=200,
        guards=[requires(Role.administrator, Role.agency_head, Role.focal_officer)],
        opt={
            "errors": (
                errors.UnknownSpokesperson,
                errors.NotAllowed,
                errors.StaleVersion,
                errors.EntryPublished,
                errors.ContactRequired,
                errors.SpokespersonRevoked,
            )
        },
    )
    async def publish(
        self,
        request: Request[Any, Any, Any],
        spokesperson_id: FromPath[UUID],
        data: JSONBody[PublishEntryRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[AssignedSpokespersonView]:
        """With phone and official e-mail; within 24 hours of the decision on a standing spokesperson."""
        command = PublishEntry(
            spokesperson_id=spokesperson_id,
            actor=actor_of(principal),
            phone=data.phone,
            official_email=data.official_email,
            expected_version=expected_version,
        )
        return await perform(request, uow, publish_entry, command, AssignedSpokespersonView.of, status=200)

"""What is done with the text of a release before anybody outside sees it."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post, put
from litestar.params import FromPath, JSONBody

from services.distribution.application.commands.releases import (
    CorrectRelease,
    EditRelease,
    ReturnRelease,
    ScheduleRelease,
    SubmitRelease,
)
from services.distribution.application.handlers.releasing import schedule_release
from services.distribution.application.handlers.writing import (
    correct_release,
    edit_release,
    return_release,
    submit_release,
)
from services.distribution.application.views.releases import ReleaseView
from services.distribution.domain.errors import releases, texts
from services.distribution.entrypoints.controllers.callers import reader_of
from services.distribution.entrypoints.controllers.dependencies import (
    AGENCY,
    Caller,
    Uow,
    Version,
    in_progress,
)
from services.distribution.entrypoints.controllers.releases import WRONG_TEXT
from services.distribution.entrypoints.schemas.releases import ReasonBody, ScheduleBody, TextBody
from shared.web.auth import requires
from shared.web.idempotency import perform

OWN = (
    releases.ReleaseNotFound,
    releases.NotYourRelease,
    releases.StaleRelease,
    releases.WrongStatus,
    releases.ReleaseWithdrawn,
)
WRONG_REASON = (texts.InvalidText, texts.EmptyText)


class WritingController(Controller):
    """Edit, submit, return, schedule, correct."""

    path = "/releases/{release_id:uuid}"
    tags = ("releases",)
    guards = [requires(*AGENCY)]  # noqa: RUF012 - Litestar reads it from the class

    @put(
        "/draft",
        operation_id="EditRelease",
        summary="Save another text",
        opt={"errors": (*OWN, *WRONG_TEXT, releases.EmbargoOnCorrection)},
    )
    async def edit(
        self,
        request: Request[Any, Any, Any],
        release_id: FromPath[UUID],
        data: JSONBody[TextBody],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReleaseView]:
        """It replaces the whole text; whoever saves it cannot approve it."""
        command = EditRelease(
            release_id=release_id,
            actor=reader_of(principal),
            expected_version=expected_version,
            text=data.text(),
        )
        return await perform(request, uow, edit_release, command, in_progress(uow), status=200)

    @post(
        "/submission",
        operation_id="SubmitRelease",
        summary="Hand the text to a second person",
        status_code=200,
        opt={"errors": OWN},
    )
    async def submit(
        self,
        request: Request[Any, Any, Any],
        release_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReleaseView]:
        """From now on the text stands still until it is approved or returned."""
        command = SubmitRelease(
            release_id=release_id, actor=reader_of(principal), expected_version=expected_version
        )
        return await perform(request, uow, submit_release, command, in_progress(uow), status=200)

    @post(
        "/return",
        operation_id="ReturnRelease",
        summary="Return the text to its authors",
        status_code=200,
        opt={"errors": (*OWN, *WRONG_REASON)},
    )
    async def give_back(
        self,
        request: Request[Any, Any, Any],
        release_id: FromPath[UUID],
        data: JSONBody[ReasonBody],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReleaseView]:
        """From any step before the public has seen it, an embargo included; an approval is gone."""
        command = ReturnRelease(
            release_id=release_id,
            actor=reader_of(principal),
            expected_version=expected_version,
            reason=data.reason,
        )
        return await perform(request, uow, return_release, command, in_progress(uow), status=200)

    @put(
        "/schedule",
        operation_id="ScheduleRelease",
        summary="Say when it is to be published",
        opt={"errors": (*OWN, releases.SchedulePassed, releases.NotASpokesperson)},
    )
    async def schedule(
        self,
        request: Request[Any, Any, Any],
        release_id: FromPath[UUID],
        data: JSONBody[ScheduleBody],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReleaseView]:
        """It fires only if it was approved before; once it is approved, a spokesperson says when."""
        command = ScheduleRelease(
            release_id=release_id,
            actor=reader_of(principal),
            expected_version=expected_version,
            at=data.at,
        )
        return await perform(request, uow, schedule_release, command, in_progress(uow), status=200)

    @post(
        "/correction",
        operation_id="CorrectRelease",
        summary="Begin a corrected edition",
        status_code=200,
        opt={"errors": (*OWN, *WRONG_REASON, releases.NotPublic)},
    )
    async def correct(
        self,
        request: Request[Any, Any, Any],
        release_id: FromPath[UUID],
        data: JSONBody[ReasonBody],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReleaseView]:
        """With the text of the public one, which stands until the correction is published."""
        command = CorrectRelease(
            release_id=release_id,
            actor=reader_of(principal),
            expected_version=expected_version,
            reason=data.reason,
        )
        return await perform(request, uow, correct_release, command, in_progress(uow), status=200)

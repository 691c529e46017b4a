"""What is done with the text of a release before anybody outside sees it."""

from litestar import Controller, Response, delete, post, put
from litestar.di import Provide
from litestar.params import JSONBody

from services.distribution.application.commands.releases import (
    CorrectRelease,
    DiscardCorrection,
    EditRelease,
    ReturnRelease,
    ScheduleRelease,
    SubmitRelease,
)
from services.distribution.application.handlers.releasing import schedule_release
from services.distribution.application.handlers.writing import (
    correct_release,
    discard_correction,
    edit_release,
    return_release,
    submit_release,
)
from services.distribution.application.views.releases import ReleaseView
from services.distribution.domain.errors import releases, texts
from services.distribution.entrypoints.controllers.dependencies import AGENCY, in_progress
from services.distribution.entrypoints.controllers.doing import Do, doing
from services.distribution.entrypoints.controllers.releases import WRONG_TEXT
from services.distribution.entrypoints.schemas.releases import ReasonBody, ScheduleBody, TextBody
from shared.web.auth import requires

OWN = (
    releases.ReleaseNotFound,
    releases.NotYourRelease,
    releases.StaleRelease,
    releases.WrongStatus,
    releases.ReleaseWithdrawn,
)
WRONG_REASON = (texts.InvalidText, texts.EmptyText)


class WritingController(Controller):
    """Edit, submit, return, schedule, correct, and think better of it."""

    path = "/releases/{release_id:uuid}"
    tags = ("releases",)
    guards = [requires(*AGENCY)]  # noqa: RUF012 - Litestar reads it from the class
    dependencies = {"do": Provide(doing)}  # noqa: RUF012 - Litestar reads it from the class

    @put(
        "/draft",
        operation_id="EditRelease",
        summary="Save another text",
        opt={"errors": (*OWN, *WRONG_TEXT, releases.EmbargoOnCorrection)},
    )
    async def edit(self, data: JSONBody[TextBody], do: Do) -> Response[ReleaseView]:
        """It replaces the whole text; whoever saves it cannot approve it."""
        return await do(edit_release, EditRelease, in_progress, text=data.text())

    @post(
        "/submission",
        operation_id="SubmitRelease",
        summary="Hand the text to a second person",
        status_code=200,
        opt={"errors": OWN},
    )
    async def submit(self, do: Do) -> Response[ReleaseView]:
        """From now on the text stands still until it is approved or returned."""
        return await do(submit_release, SubmitRelease, in_progress)

    @post(
        "/return",
        operation_id="ReturnRelease",
        summary="Return the text to its authors",
        status_code=200,
        opt={"errors": (*OWN, *WRONG_REASON)},
    )
    async def give_back(self, data: JSONBody[ReasonBody], do: Do) -> Response[ReleaseView]:
        """From any step before the public has seen it, an embargo included; an approval is gone."""
        return await do(return_release, ReturnRelease, in_progress, reason=data.reason)

    @put(
        "/schedule",
        operation_id="ScheduleRelease",
        summary="Say when it is to be published",
        opt={"errors": (*OWN, releases.SchedulePassed, releases.NotASpokesperson)},
    )
    async def schedule(self, data: JSONBody[ScheduleBody], do: Do) -> Response[ReleaseView]:
        """It fires only if it was approved before; once it is approved, a spokesperson says when."""
        return await do(schedule_release, ScheduleRelease, in_progress, at=data.at)

    @post(
        "/correction",
        operation_id="CorrectRelease",
        summary="Begin a corrected edition",
        status_code=200,
        opt={"errors": (*OWN, *WRONG_REASON, releases.NotPublic)},
    )
    async def correct(self, data: JSONBody[ReasonBody], do: Do) -> Response[ReleaseView]:
        """With the text of the public one, which stands until the correction is published."""
        return await do(correct_release, CorrectRelease, in_progress, reason=data.reason)

    @delete(
        "/correction",
        operation_id="DiscardCorrection",
        summary="Discard the correction in progress",
        status_code=200,
        opt={"errors": (*OWN, releases.NotPublic, releases.NoCorrection)},
    )
    async def discard(self, do: Do) -> Response[ReleaseView]:
        """From any of its steps; the public edition stands, and can be corrected anew."""
        return await do(discard_correction, DiscardCorrection, in_progress)

"""What only an active spokesperson of the agency does."""

from litestar import Controller, Response, post
from litestar.di import Provide
from litestar.params import JSONBody

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
from services.distribution.entrypoints.controllers.dependencies import SPEAKERS, in_progress, released
from services.distribution.entrypoints.controllers.doing import Do, doing
from services.distribution.entrypoints.controllers.writing import OWN, WRONG_REASON
from services.distribution.entrypoints.schemas.releases import ReasonBody
from shared.web.auth import requires


class ReleasingController(Controller):
    """Approve, publish, withdraw."""

    path = "/releases/{release_id:uuid}"
    tags = ("releases",)
    guards = [requires(*SPEAKERS)]  # noqa: RUF012 - Litestar reads it from the class
    dependencies = {"do": Provide(doing)}  # noqa: RUF012 - Litestar reads it from the class

    @post(
        "/approval",
        operation_id="ApproveRelease",
        summary="Approve the text in the agency's name",
        status_code=200,
        opt={"errors": (*OWN, releases.NotASpokesperson, releases.ApprovalByAuthor)},
    )
    async def approve(self, do: Do) -> Response[ReleaseView]:
        """By a second person, who is named in the release; a schedule that lies ahead fires from now on."""
        return await do(approve_release, ApproveRelease, in_progress)

    @post(
        "/publication",
        operation_id="PublishRelease",
        summary="Publish, or release under embargo",
        status_code=200,
        opt={"errors": (*OWN, releases.NotASpokesperson, releases.ApprovalLapsed)},
    )
    async def publish(self, do: Do) -> Response[ReleaseView]:
        """Public at once, or by itself at the end of its embargo; a correction takes the old one's place."""
        return await do(publish_release, PublishRelease, released)

    @post(
        "/withdrawal",
        operation_id="WithdrawRelease",
        summary="Take a public release back",
        status_code=200,
        opt={"errors": (*OWN, *WRONG_REASON, releases.NotASpokesperson, releases.NotPublic)},
    )
    async def withdraw(self, data: JSONBody[ReasonBody], do: Do) -> Response[ReleaseView]:
        """At once, with a notice for everybody; earlier editions stay readable, marked as withdrawn."""
        return await do(withdraw_release, WithdrawRelease, released, reason=data.reason)

"""The organiser's decision on who comes."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath, JSONBody

from services.events.application.commands import DecideAccreditation
from services.events.application.handlers import decide_accreditation
from services.events.application.texts import paragraph
from services.events.application.views import InvitationView, invitation_view
from services.events.domain import errors
from services.events.entrypoints.controllers.callers import ORGANISER, TEXTS, Caller, Uow, Version, reader_of
from services.events.entrypoints.controllers.invitations import CHANGE
from services.events.entrypoints.schemas import DecideAccreditationRequest
from shared.ids import uuid7
from shared.web.idempotency import perform


class AccreditationController(Controller):
    """Accreditation for one press event; the standing one of a reporter is identity's."""

    tags = ("invitations",)

    @post(
        "/invitations/{invitation_id:uuid}/accreditation",
        operation_id="DecideAccreditation",
        summary="Grant or refuse accreditation",
        status_code=200,
        guards=[ORGANISER],
        opt={
            "errors": (
                *CHANGE,
                *TEXTS[:2],
                errors.NotTheOrganiser,
                errors.InvitationNotAccepted,
                errors.AlreadyDecided,
                errors.ReporterSuspended,
                errors.ReasonMissing,
            )
        },
    )
    async def decide(
        self,
        request: Request[Any, Any, Any],
        invitation_id: FromPath[UUID],
        data: JSONBody[DecideAccreditationRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[InvitationView]:
        """Granted: with a press pass. Refused: with the reason."""
        command = DecideAccreditation(
            invitation_id=invitation_id,
            actor=reader_of(principal),
            decision=data.decision,
            reason=None if data.reason is None else paragraph("reason", data.reason),
            pass_id=uuid7(),
            expected_version=expected_version,
        )
        return await perform(request, uow, decide_accreditation, command, invitation_view, status=200)

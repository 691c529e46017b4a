"""Correcting what was recorded of an incident."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath, JSONBody

from services.questions.application.incidents.correcting import CorrectAct, correct_act
from services.questions.application.incidents.views import IncidentView
from services.questions.domain import errors, incident_errors
from services.questions.entrypoints.controllers.callers import account_of, reader_of
from services.questions.entrypoints.controllers.incident_acts import FOUND, Caller, Uow, Version, as_it_is
from services.questions.entrypoints.incident_schemas import CorrectActRequest
from shared.web.auth import Role, requires
from shared.web.idempotency import perform


class IncidentCorrectionController(Controller):
    """The instant of an act is corrected with a reason; what was recorded before is kept."""

    path = "/incidents/{incident_id:uuid}/act-corrections"
    tags = ("incidents",)

    @post(
        operation_id="CorrectIncidentAct",
        summary="Correct when an act was done",
        status_code=200,
        guards=[requires(Role.agency_head, Role.department_officer)],
        opt={
            "errors": (
                *FOUND,
                incident_errors.NotRecordedYet,
                incident_errors.NothingCorrected,
                incident_errors.ActInTheFuture,
                incident_errors.ActTooLongAgo,
                incident_errors.AlreadyStated,
                errors.InvalidText,
                errors.EmptyText,
            )
        },
    )
    async def correct(
        self,
        request: Request[Any, Any, Any],
        incident_id: FromPath[UUID],
        data: JSONBody[CorrectActRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[IncidentView]:
        """Until the first statement; the 24 hours are counted again. An incident shows its corrections."""
        command = CorrectAct(
            incident_id=incident_id,
            actor=reader_of(principal),
            account_id=account_of(principal),
            act=data.act,
            at=data.at,
            reason=data.reason,
            expected_version=expected_version,
        )
        return await perform(request, uow, correct_act, command, as_it_is(uow), status=200)

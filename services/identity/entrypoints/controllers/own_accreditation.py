"""What a reporter, and the newsroom for its reporters, does about an accreditation."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath, JSONBody

from services.identity.application.commands import (
    AppealDecision,
    HandInCredential,
    MoveReporter,
    VouchForReporters,
)
from services.identity.application.handlers import (
    appeal_decision,
    hand_in_credential,
    move_reporter,
    vouch_for_reporters,
)
from services.identity.application.views import ReporterView, VouchingView
from services.identity.domain import errors
from services.identity.domain.errors.accreditation import NoAppealPossible, NotOfThisNewsroom, SameNewsroom
from services.identity.domain.model import Reporter
from services.identity.entrypoints.controllers.accreditation import CHANGES, presented
from services.identity.entrypoints.controllers.dependencies import Caller, Parts, Uow, Version
from services.identity.entrypoints.controllers.reporters import EVIDENCE, question
from services.identity.entrypoints.schemas import (
    CredentialRequest,
    MoveReporterRequest,
    ReasonRequest,
    VouchRequest,
    actor_of,
    plain,
)
from shared.web.auth import Role, requires
from shared.web.idempotency import perform

_SHOWN = (
    *CHANGES,
    *EVIDENCE,
    errors.CredentialExpired,
    errors.NoCardForScientificJournal,
    errors.InvalidText,
)


class OwnAccreditationController(Controller):
    """Evidence, move and appeal; each for oneself, an appeal also by the newsroom."""

    path = "/reporters/{reporter_id:uuid}"
    tags = ("reporters",)
    guards = (requires(),)

    @post(
        "/evidence",
        operation_id="HandInCredential",
        summary="Hand a new press card or letter in",
        status_code=200,
        opt={"errors": _SHOWN},
    )
    async def hand_in(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        data: JSONBody[CredentialRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[ReporterView]:
        """The old one counts until the department has seen the new one."""
        command = HandInCredential(
            reporter_id=reporter_id,
            actor=actor_of(principal),
            expected_version=expected_version,
            credential=data.credential(),
        )
        return await perform(request, uow, hand_in_credential, command, presented(uow), status=200)

    @post(
        "/move",
        operation_id="MoveReporter",
        summary="Change the newsroom",
        status_code=200,
        opt={"errors": (*_SHOWN, errors.UnknownReference, SameNewsroom, errors.PostsClash)},
    )
    async def move(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        data: JSONBody[MoveReporterRequest],
        principal: Caller,
        expected_version: Version,
        parts: Parts,
        uow: Uow,
    ) -> Response[ReporterView]:
        """Everything is checked anew; until then the person has no role, and tokens say so at once."""
        command = MoveReporter(
            reporter_id=reporter_id,
            actor=actor_of(principal),
            expected_version=expected_version,
            press_agency_id=data.press_agency_id,
            credential=data.credential.credential(),
            check=question(parts, data.birth_date),
        )
        return await perform(request, uow, move_reporter, command, presented(uow), status=200)

    @post(
        "/appeal",
        operation_id="AppealDecision",
        summary="Appeal against a refusal or a suspension",
        status_code=200,
        opt={
            "errors": (
                errors.UnknownReporter,
                NoAppealPossible,
                errors.AccountRequired,
                errors.InvalidText,
            )
        },
    )
    async def appeal(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        data: JSONBody[ReasonRequest],
        principal: Caller,
        uow: Uow,
    ) -> Response[ReporterView]:
        """For the suspended, who get no token, the newsroom does it or the department enters a letter."""
        command = AppealDecision(
            reporter_id=reporter_id, actor=actor_of(principal), statement=plain(data.reason, "reason")
        )
        return await perform(request, uow, appeal_decision, command, presented(uow), status=200)


class VouchingController(Controller):
    """Once a quarter, in one call."""

    path = "/press-agencies/{press_agency_id:uuid}/vouching"
    tags = ("reporters",)
    guards = (requires(Role.newsroom_admin),)

    @post(
        operation_id="VouchForReporters",
        summary="Vouch for all reporters of the newsroom",
        status_code=200,
        opt={
            "errors": (
                errors.UnknownPressAgency,
                errors.NotAllowed,
                errors.PressAgencyIsExpired,
                NotOfThisNewsroom,
            )
        },
    )
    async def vouch(
        self,
        request: Request[Any, Any, Any],
        press_agency_id: FromPath[UUID],
        data: JSONBody[VouchRequest],
        principal: Caller,
        uow: Uow,
    ) -> Response[VouchingView]:
        """For this quarter; those named in `left` are switched off, as is later who is not vouched for."""
        command = VouchForReporters(
            press_agency_id=press_agency_id, actor=actor_of(principal), left=frozenset(data.left)
        )

        def present(reporters: list[Reporter]) -> VouchingView:
            kept = [reporter.id for reporter in reporters if reporter.id not in command.left]
            return VouchingView(vouched=kept, left=sorted(command.left))

        return await perform(request, uow, vouch_for_reporters, command, present, status=200)

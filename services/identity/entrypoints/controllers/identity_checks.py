"""Look-ups in the national population database, as the department asks for and reads them."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody

from services.identity.application.commands import CheckIdentity
from services.identity.application.handlers import check_identity
from services.identity.application.views import IdentityCheckView, ReporterView
from services.identity.domain import errors
from services.identity.domain.errors.accreditation import InvalidBirthDate, NoPopulationDatabase
from services.identity.entrypoints.controllers.accreditation import presented
from services.identity.entrypoints.controllers.dependencies import Caller, Parts, Queries, Uow
from services.identity.entrypoints.schemas import CheckIdentityRequest, actor_of, birth_of, plain
from shared.web.auth import Role, requires
from shared.web.idempotency import perform


class IdentityCheckController(Controller):
    """Look-ups; every one is audited with the officer's code."""

    path = "/reporters/{reporter_id:uuid}"
    tags = ("reporters",)
    guards = (requires(Role.department_officer),)

    @post(
        "/identity-checks",
        operation_id="CheckIdentity",
        summary="Ask the national population database",
        status_code=202,
        opt={"errors": (errors.UnknownReporter, NoPopulationDatabase, InvalidBirthDate)},
    )
    async def check(
        self,
        request: Request[Any, Any, Any],
        reporter_id: FromPath[UUID],
        data: JSONBody[CheckIdentityRequest],
        principal: Caller,
        parts: Parts,
        uow: Uow,
    ) -> Response[ReporterView]:
        """Under the officer's own code, which is audited; the answer comes when the database gives it."""
        if not parts.settings.population_url:
            raise NoPopulationDatabase
        code = plain(data.officer_code, "officer_code")
        question = parts.look_up(code, birth_of(data.birth_date))
        command = CheckIdentity(reporter_id=reporter_id, actor=actor_of(principal), check=question)
        return await perform(request, uow, check_identity, command, presented(uow), status=202)

    @get("/identity-checks", operation_id="ListIdentityChecks", summary="Read the look-ups about a reporter")
    async def checks(self, queries: Queries, reporter_id: FromPath[UUID]) -> list[IdentityCheckView]:
        """Results and dates, newest first; never a record of the database."""
        return await queries.identity_checks(reporter_id)

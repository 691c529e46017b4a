"""A whole register of press agencies in one file."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from litestar import Controller, Request, Response, post
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import QueryParameter

from services.identity.application.handlers import import_press_agencies
from services.identity.application.handlers.press_import import Imported
from services.identity.application.views import ImportView
from services.identity.domain import errors
from services.identity.entrypoints.controllers.dependencies import Caller, Parts, Uow
from services.identity.entrypoints.press_import import cleaned, command_of, report
from services.identity.entrypoints.schemas import actor_of
from shared.i18n import negotiate, translator
from shared.web.auth import Role, requires
from shared.web.idempotency import perform

IMPORT_PATH = "/identity/v1/press-agencies/import"
IMPORT_BYTES = 32 * 1024 * 1024

DryRun = Annotated[bool, QueryParameter(description="Only say what would become of each row.")]


_FILE = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING))


@dataclass
class FileOperation(Operation):
    """The body is the file itself."""

    request_body: RequestBody | None = field(
        default_factory=lambda: RequestBody(
            content={"text/csv": _FILE, "application/json": _FILE}, required=True
        )
    )


class PressImportController(Controller):
    """CSV (comma, semicolon or tab; with or without BOM) or JSON, with Vietnamese or English column names."""

    path = "/press-agencies/import"
    tags = ("press agencies",)

    @post(
        operation_id="ImportPressAgencies",
        summary="Enter press agencies from a file",
        guards=[requires(Role.administrator, Role.department_officer)],
        request_max_body_size=IMPORT_BYTES,
        operation_class=FileOperation,
        status_code=200,
        opt={"errors": (errors.UnreadableImport,)},
    )
    async def enter(
        self,
        request: Request[Any, Any, Any],
        principal: Caller,
        parts: Parts,
        uow: Uow,
        dry_run: DryRun = False,
    ) -> Response[ImportView]:
        """The file is the body. Rows at fault are listed and stop no other; a second time nothing changes."""
        rows = await cleaned(await request.body(), parts.clock.now())
        command = command_of(rows, actor_of(principal), dry_run=dry_run)
        translate = translator(negotiate(request.headers.get("accept-language")))

        def present(done: Imported) -> ImportView:
            return report(rows, done, translate, dry_run=dry_run)

        return await perform(request, uow, import_press_agencies, command, present, status=200)

"""Reporters: they apply, and those who may know of them read."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.identity.adapters.queries import Scope
from services.identity.application.commands import ApplyAsReporter, AskIdentity
from services.identity.application.handlers import apply_as_reporter
from services.identity.application.views import ReporterActView, ReporterView
from services.identity.domain import errors
from services.identity.domain.errors.accreditation import InvalidBirthDate
from services.identity.domain.model import ReporterStatus
from services.identity.entrypoints.controllers.accreditation import presented
from services.identity.entrypoints.controllers.dependencies import (
    UUID_TEXT,
    Caller,
    Parts,
    Queries,
    Uow,
    uuid_of,
)
from services.identity.entrypoints.schemas import (
    ApplyAsReporterRequest,
    actor_of,
    birth_of,
    consent_of,
    plain,
)
from shared.ids import uuid7
from shared.web.auth import Principal, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

OfStatus = Annotated[ReporterStatus | None, QueryParameter(description="Where the accreditation stands.")]
OfNewsroom = Annotated[
    str | None, QueryParameter(pattern=UUID_TEXT, format="uuid", description="The press agency.")
]

EVIDENCE = (
    errors.LetterIncomplete,
    errors.AssignmentNeeded,
    errors.CardTermTooLong,
    errors.PressAgencyIsExpired,
    InvalidBirthDate,
)


class ReporterController(Controller):
    """Accreditations as their holders and those responsible see them."""

    path = "/reporters"
    tags = ("reporters",)

    @post(
        operation_id="ApplyAsReporter",
        summary="Apply to be accredited as a reporter",
        guards=[requires()],
        opt={
            "errors": (
                errors.AccountRequired,
                errors.AlreadyRegistered,
                errors.UnknownReference,
                errors.CredentialExpired,
                errors.NoCardForScientificJournal,
                errors.PostsClash,
                errors.InvalidText,
                errors.UnknownPurpose,
                *EVIDENCE,
            )
        },
    )
    async def apply(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[ApplyAsReporterRequest],
        principal: Caller,
        parts: Parts,
        uow: Uow,
    ) -> Response[ReporterView]:
        """Whoever has signed in, for themselves; the role comes with the verification."""
        command = ApplyAsReporter(
            reporter_id=uuid7(),
            actor=actor_of(principal),
            press_agency_id=data.press_agency_id,
            credential=data.credential.credential(),
            category=data.category,
            home_organisation=plain(data.home_organisation, "home_organisation")
            if data.home_organisation
            else None,
            check=question(parts, data.birth_date),
            consent=None if data.consent is None else consent_of(data.consent, principal),
        )
        return await perform(request, uow, apply_as_reporter, command, presented(uow), headers=_location)

    @get(
        operation_id="ListReporters",
        summary="Find reporters",
        guards=[requires(scope=None)],
    )
    async def page(
        self,
        queries: Queries,
        principal: Caller,
        status: OfStatus = None,
        press_agency_id: OfNewsroom = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[ReporterView]:
        """Officers see all, a newsroom's administrator its own, everybody else themselves."""
        after = decode(cursor, UUID)
        found = await queries.reporters(
            _scope(principal), status, uuid_of(press_agency_id), after[0] if after else None, limit + 1
        )
        return page_of(found, limit, lambda last: (last.id,))

    @get(
        "/{reporter_id:uuid}",
        operation_id="ReadReporter",
        summary="Read a reporter",
        guards=[requires()],
        opt={"errors": (errors.UnknownReporter,)},
    )
    async def read(
        self, queries: Queries, principal: Caller, reporter_id: FromPath[UUID]
    ) -> Response[ReporterView]:
        """Whoever may not know of the reporter learns nothing, not even that there is one."""
        found = await queries.reporter(_scope(principal), reporter_id)
        if found is None:
            raise errors.UnknownReporter
        return Response(found, headers={"etag": etag(found.version)})

    @get(
        "/{reporter_id:uuid}/history",
        operation_id="ReadReporterHistory",
        summary="Read what was decided",
        guards=[requires(scope=None)],
    )
    async def history(
        self, queries: Queries, principal: Caller, reporter_id: FromPath[UUID]
    ) -> list[ReporterActView]:
        """Each act with its reason and its actor; nothing of a reporter whom the reader may not know of."""
        return await queries.reporter_acts(_scope(principal), reporter_id)


def question(parts: Parts, birth_date: str | None) -> AskIdentity | None:
    """The look-up that an application brings with it, where there is a population database to ask."""
    birth = birth_of(birth_date)
    if not parts.settings.population_url:
        return None
    return parts.look_up(parts.settings.population_officer_code, birth)


def _scope(principal: Principal) -> Scope:
    machine = principal.scopes if principal.account_id is None else frozenset[str]()
    return Scope.of(actor_of(principal), machine)


def _location(view: ReporterView) -> Mapping[str, str]:
    return {"location": f"/identity/v1/reporters/{view.id}"}

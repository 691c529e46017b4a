"""Extraordinary matters: opened by IOC, found and read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation

from services.questions.adapters.incidents.queries import SqlIncidentReads
from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application.incidents import reading
from services.questions.application.incidents.commands import OpenIncident
from services.questions.application.incidents.handlers import open_incident
from services.questions.application.incidents.reading import IncidentFilter
from services.questions.application.incidents.views import IncidentView, StatementView, incident_view
from services.questions.domain import errors, incident_errors
from services.questions.domain.incidents import Clause, Incident
from services.questions.entrypoints.controllers.callers import account_of, reader_of
from services.questions.entrypoints.incident_schemas import OpenIncidentRequest
from shared.ids import uuid7
from shared.web.auth import Principal, Role, public, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Reads = NamedDependency[SkipValidation[SqlIncidentReads]]
Now = NamedDependency[SkipValidation[datetime]]
Visitor = NamedDependency[SkipValidation[Principal | None]]

AgencyId = Annotated[UUID | None, QueryParameter(description="The agency in whose remit it lies.")]
OfClause = Annotated[Clause | None, QueryParameter(description="The case of article 7.")]
Overdue = Annotated[bool | None, QueryParameter(description="Late and without a statement, or not.")]
IsStated = Annotated[bool | None, QueryParameter(description="With a first statement, or without.")]


class IncidentController(Controller):
    """Incidents as IOC opens them and as others may read them."""

    path = "/incidents"
    tags = ("incidents",)

    @post(
        operation_id="OpenIncident",
        summary="Open an extraordinary matter",
        guards=[requires(Role.ioc_dispatcher)],
        opt={"errors": (errors.AgencyUnknown, errors.InvalidText, errors.EmptyText)},
    )
    async def open(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[OpenIncidentRequest],
        principal: NamedDependency[Principal],
        uow: Uow,
    ) -> Response[IncidentView]:
        """No clock runs yet: the law counts from what the agency itself does."""
        command = OpenIncident(
            incident_id=uuid7(),
            account_id=account_of(principal),
            agency_id=data.agency_id,
            clause=data.clause,
            title=data.title,
            summary=data.summary,
        )

        def present(incident: Incident) -> IncidentView:
            return incident_view(incident, incident.opened_at)

        return await perform(request, uow, open_incident, command, present, headers=_location)

    @get(operation_id="ListIncidents", summary="Find extraordinary matters", guards=[public])
    async def page(  # noqa: PLR0913 - one argument for each filter
        self,
        visitor: Visitor,
        reads: Reads,
        now: Now,
        agency_id: AgencyId = None,
        clause: OfClause = None,
        overdue: Overdue = None,
        stated: IsStated = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[IncidentView]:
        """What the caller may see, newest first; without a token those with a first statement."""
        wanted = IncidentFilter(agency_id=agency_id, clause=clause, overdue=overdue, stated=stated)
        after = decode(cursor, datetime, UUID)
        found = await reading.list_incidents(
            wanted, reader_of(visitor), now, reads, after=after, limit=limit + 1
        )
        return page_of(found, limit, lambda last: (last.opened_at, last.id))

    @get(
        "/{incident_id:uuid}",
        operation_id="ReadIncident",
        summary="Read an extraordinary matter",
        guards=[public],
        opt={"errors": (incident_errors.IncidentNotFound,)},
    )
    async def one(
        self, incident_id: FromPath[UUID], visitor: Visitor, reads: Reads, now: Now
    ) -> Response[IncidentView]:
        """With its clock, who recorded what and when, and its ETag."""
        view = await reading.read_incident(incident_id, reader_of(visitor), now, reads)
        return Response(view, headers={"etag": etag(view.version)})

    @get(
        "/{incident_id:uuid}/statement",
        operation_id="ReadFirstStatement",
        summary="Read the first statement",
        guards=[public],
        opt={"errors": (incident_errors.IncidentNotFound,)},
    )
    async def statement(self, incident_id: FromPath[UUID], reads: Reads) -> Response[StatementView]:
        """As the spokesperson released it, for everybody; the ETag is the incident's."""
        view = await reading.read_statement(incident_id, reads)
        return Response(view, headers={"etag": etag(view.incident_version)})


def _location(view: IncidentView) -> Mapping[str, str]:
    return {"location": f"/questions/v1/incidents/{view.id}"}

"""The working calendar and the calculator: open to read and to ask, changed by administrators and IOC."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter, SkipValidation

from services.questions.adapters.queries import SqlQueries
from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application.calculating import CalculationView, calculate
from services.questions.application.calendars import change_calendar
from services.questions.application.office import local_date
from services.questions.domain import errors
from services.questions.domain.calendar import DayCause, Hours, WorkCalendar
from services.questions.entrypoints.clock_schemas import CalculationRequest, CalendarRequest
from shared.i18n import negotiate
from shared.web.auth import Principal, Role, public, requires
from shared.web.idempotency import perform

Queries = NamedDependency[SkipValidation[SqlQueries]]
Now = NamedDependency[SkipValidation[datetime]]
Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Caller = NamedDependency[Principal]
SHOWN_DAYS = 731
ForAgency = Annotated[UUID | None, QueryParameter(description="With what is different for this agency.")]
FirstDay = Annotated[date | None, QueryParameter(description="From this day on; today if left out.")]


class OfficeHoursView(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of office time by the clock on the wall, `07:30`; `end` is exclusive."""

    start: str
    end: str


class SpecialDayView(msgspec.Struct, frozen=True, kw_only=True):
    """A day that is not like the others of its week, and by which decision."""

    day: date
    cause: DayCause
    names: dict[str, str]
    document: str | None
    hours: tuple[OfficeHoursView, ...]


class SeasonView(msgspec.Struct, frozen=True, kw_only=True):
    """The office hours of working days from `first` to `last`, both included."""

    first: date
    last: date
    hours: tuple[OfficeHoursView, ...]


class CalendarView(msgspec.Struct, frozen=True, kw_only=True):
    """The version in force, with its special days and office hours of two years from the day asked for.

    Of the seasons that have a day the first counts: an agency's own come before the province's.
    """

    version: str
    zone: str
    first: date
    last: date
    days: list[SpecialDayView]
    office_hours: list[SeasonView]


class CalendarController(Controller):
    """Which days are worked, and by which decision."""

    path = "/calendars"
    tags = ("calendars",)

    @get(
        "/current",
        operation_id="ReadCalendar",
        summary="The working calendar in force",
        guards=[public],
        opt={"errors": (errors.NoCalendar,)},
    )
    async def current(
        self, queries: Queries, now: Now, first_day: FirstDay = None, agency_id: ForAgency = None
    ) -> CalendarView:
        """Its version is what a change begins from; the province's, or as it holds for an agency."""
        found = await queries.newest_calendar()
        if found is None:
            raise errors.NoCalendar
        view = _view(found.of(agency_id), first_day or local_date(now))
        return msgspec.structs.replace(view, version=found.version)

    @post(
        operation_id="ChangeCalendar",
        summary="Decide about days off, worked or shortened",
        guards=[requires(Role.administrator, Role.ioc_dispatcher)],
        opt={
            "errors": (
                errors.NoCalendar,
                errors.StaleCalendar,
                errors.PastOverride,
                errors.OverrideUnclear,
                errors.CalendarTooShort,
            )
        },
    )
    async def change(
        self, request: Request[Any, Any, Any], data: JSONBody[CalendarRequest], principal: Caller, uow: Uow
    ) -> Response[CalendarView]:
        """A new version; the terms of all open questions are derived again, and moved ones told."""
        command = data.command(principal.account_id)
        first = min(each.day for each in command.overrides)
        return await perform(request, uow, change_calendar, command, lambda found: _view(found, first))


class CalculationController(Controller):
    """When a term would end."""

    path = "/deadline-calculations"
    tags = ("calendars",)

    @post(
        operation_id="CalculateDeadline",
        summary="When a term ends, and why",
        status_code=200,
        guards=[public],
        opt={
            "errors": (
                errors.NoPolicyInForce,
                errors.CalendarTooShort,
                errors.PauseNotAllowed,
                errors.InvalidCalculation,
            )
        },
    )
    async def calculate(
        self, request: Request[Any, Any, Any], data: JSONBody[CalculationRequest], queries: Queries
    ) -> Response[CalculationView]:
        """By the clock that counts the questions' terms; nothing is stored."""
        language = negotiate(request.headers.get("accept-language"))
        view = await calculate(data.command(), queries, language)
        return Response(view, headers={"content-language": language, "vary": "Accept-Language"})


def _view(calendar: WorkCalendar, first: date) -> CalendarView:
    shown = [day for day in sorted(calendar.exceptions) if 0 <= (day - first).days <= SHOWN_DAYS]
    days = [calendar.day(day) for day in shown]
    return CalendarView(
        version=calendar.version,
        zone=str(calendar.zone),
        first=calendar.first,
        last=calendar.last,
        days=[
            SpecialDayView(
                day=each.date,
                cause=each.cause,
                names=dict(each.names),
                document=each.document,
                hours=_hours(each.hours),
            )
            for each in days
        ],
        office_hours=[
            SeasonView(first=each.first, last=each.last, hours=_hours(each.hours))
            for each in calendar.seasons
            if each.last >= first and (each.first - first).days <= SHOWN_DAYS
        ],
    )


def _hours(hours: Sequence[Hours]) -> tuple[OfficeHoursView, ...]:
    return tuple(OfficeHoursView(start=f"{one.start:%H:%M}", end=f"{one.end:%H:%M}") for one in hours)

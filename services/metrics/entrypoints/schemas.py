"""Query parameters and headers: limits, formats and what the documents say of them."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from litestar.params import HeaderParameter, QueryParameter

from services.metrics.application.commands import Judged

Words = Annotated[
    str | None,
    QueryParameter(
        min_length=1, max_length=200, description="Part of a name, with or without Vietnamese accents."
    ),
]
IfNoneMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-None-Match", max_length=1000, description="An ETag that was read; still true: 304, no body."
    ),
]
Weeks = Annotated[int, QueryParameter(ge=1, le=260, description="How many ISO weeks until now, at most 260.")]
OfAgency = Annotated[
    UUID | None, QueryParameter(name="agency_id", description="Only of this agency, as final lead.")
]
OfPressAgency = Annotated[
    UUID | None,
    QueryParameter(
        name="press_agency_id",
        description="Only of this press agency; published questions only for those who do not handle them.",
    ),
]
InState = Annotated[
    Judged | None,
    QueryParameter(
        name="state",
        description="As the figures count: `open` has `open_late` in it, `on_time` and `late` refusals too.",
    ),
]
OfWeek = Annotated[
    date | None, QueryParameter(name="week", description="A day of the ISO week of submission, 2020 to 2199.")
]
FromHours = Annotated[
    int | None,
    QueryParameter(name="from_office_hours", ge=0, le=10_000, description="At least so many office hours."),
]
ToHours = Annotated[
    int | None,
    QueryParameter(name="to_office_hours", ge=0, le=10_000, description="Fewer than so many office hours."),
]
Format = Annotated[
    Literal["csv", "json"],
    QueryParameter(name="format", description="CSV is UTF-8 with a byte order mark, comma and header line."),
]

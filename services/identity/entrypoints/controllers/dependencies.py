"""Parameters and dependencies that several controllers share."""

from datetime import datetime
from typing import Annotated, TypeVar
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import QueryParameter, SkipValidation

from services.identity.adapters import queries
from services.identity.adapters.queries import Ranked
from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.entrypoints import parts
from shared.i18n import N_
from shared.web.auth import Principal
from shared.web.kinds import INVALID_PARAMETER
from shared.web.pagination import Page, page_of
from shared.web.problems import Problem, Violation

V = TypeVar("V")
# As a UUID the framework would take the text "null" for an absent parameter.
UUID_TEXT = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"

Uow = NamedDependency[SkipValidation[IdentityUnitOfWork]]
Queries = NamedDependency[SkipValidation[queries.Queries]]
Parts = NamedDependency[SkipValidation[parts.Parts]]
Caller = NamedDependency[Principal]
Version = NamedDependency[int]
Words = Annotated[
    str | None,
    QueryParameter(max_length=200, description="Words of the name, with or without Vietnamese accents."),
]
Instant = Annotated[datetime | None, QueryParameter(description="As it is at this instant; now if left out.")]


def aware(field: str, instant: datetime | None) -> datetime | None:
    """The instant; raises Problem 400 naming the parameter when it has no offset."""
    if instant is not None and instant.tzinfo is None:
        violation = Violation(field, N_("a time needs its offset, as in 2026-08-17T07:30:00+07:00"))
        raise Problem(INVALID_PARAMETER, violations=[violation])
    return instant


def ranked_page(rows: list[tuple[V, Ranked]], limit: int) -> Page[V]:
    """A page of a search: the cursor holds rank, sort key and id."""
    page = page_of(rows, limit, lambda row: row[1])
    return Page(items=[view for view, _ in page.items], next_cursor=page.next_cursor)


def uuid_of(text: str | None) -> UUID | None:
    """The value of a parameter that matches UUID_TEXT."""
    return None if text is None else UUID(text)

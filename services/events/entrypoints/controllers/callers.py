"""What every controller takes, and the caller in the words of the rules."""

from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import QueryParameter, SkipValidation

from services.events.adapters.unit_of_work import EventsUnitOfWork
from services.events.domain import errors
from services.events.domain.visibility import DOOR_SCOPE, Reader
from services.events.entrypoints.parts import Parts
from shared.web.auth import Principal, Role, requires

Uow = NamedDependency[SkipValidation[EventsUnitOfWork]]
Told = NamedDependency[SkipValidation[Parts]]
Caller = NamedDependency[Principal]
Visitor = NamedDependency[SkipValidation[Principal | None]]
Version = NamedDependency[int]
Key = Annotated[
    str | None, QueryParameter(max_length=100, description="The secret of the link; without it, sign in.")
]

ORGANISER = requires(Role.focal_officer, Role.spokesperson, Role.agency_head)
NEWSROOM = requires(Role.reporter, Role.newsroom_admin)
DOOR = requires(Role.door_officer, scope=DOOR_SCOPE)
TEXTS = (errors.InvalidText, errors.EmptyText, errors.InvalidLink)


def reader_of(principal: Principal | None) -> Reader:
    """The caller as the rules see him; without a token he is nobody."""
    if principal is None:
        return Reader()
    return Reader(
        account_id=principal.account_id,
        client_id=principal.client_id,
        roles=principal.roles,
        scopes=principal.scopes,
        agency_id=principal.agency_id,
        press_agency_id=principal.press_agency_id,
        reporter_id=principal.reporter_id,
        press_event_id=principal.press_event_id,
    )

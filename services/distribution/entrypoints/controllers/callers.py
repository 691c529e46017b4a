"""From who called and what he sent to what the rules know of him."""

from datetime import datetime

from services.distribution.domain.visibility import Reader
from shared.i18n import N_
from shared.web.auth import Principal
from shared.web.kinds import INVALID_PARAMETER
from shared.web.problems import Problem, Violation


def reader_of(principal: Principal | None) -> Reader:
    """The caller as the visibility rule sees him; without a token he is the public."""
    if principal is None:
        return Reader()
    return Reader(roles=principal.roles, agency_id=principal.agency_id, account_id=principal.account_id)


def aware(field: str, instant: datetime | None) -> datetime | None:
    """The instant; raises Problem 400 naming the parameter when it has no offset."""
    if instant is not None and instant.tzinfo is None:
        violation = Violation(field, N_("a time needs its offset, as in 2026-08-17T07:30:00+07:00"))
        raise Problem(INVALID_PARAMETER, violations=[violation])
    return instant

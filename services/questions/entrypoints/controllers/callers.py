"""From who called and what he sent to what the rules know of him."""

from datetime import datetime

import msgspec

from services.questions.domain.visibility import Reader
from shared.contracts.event import UtcTime
from shared.web.auth import Principal
from shared.web.body import violation_of
from shared.web.kinds import INVALID_PARAMETER
from shared.web.problems import Problem


def reader_of(principal: Principal | None) -> Reader:
    """The caller as the visibility rule sees him; without a token he is the public."""
    if principal is None:
        return Reader()
    return Reader(
        roles=principal.roles,
        reporter_id=principal.reporter_id,
        press_agency_id=principal.press_agency_id,
        agency_id=principal.agency_id,
    )


def instant(field: str, text: str | None) -> datetime | None:
    """The instant; raises Problem 400 naming the parameter unless it is RFC 3339 with an offset."""
    if text is None:
        return None
    try:
        # Litestar would take a number for seconds since 1970, and a time without an offset.
        return msgspec.convert(text, UtcTime)
    except msgspec.ValidationError as error:
        raise Problem(INVALID_PARAMETER, violations=[violation_of(str(error), field)]) from error

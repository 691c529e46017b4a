"""From who called and what he sent to what the rules know of him."""

from services.questions.domain.visibility import Reader
from shared.web.auth import Principal


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

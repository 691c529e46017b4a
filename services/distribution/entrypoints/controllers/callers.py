"""From who called and what he sent to what the rules know of him."""

from services.distribution.domain.visibility import Reader
from shared.web.auth import Principal


def reader_of(principal: Principal | None) -> Reader:
    """The caller as the visibility rule sees him; without a token he is the public."""
    if principal is None:
        return Reader()
    return Reader(roles=principal.roles, agency_id=principal.agency_id, account_id=principal.account_id)

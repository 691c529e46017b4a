"""From who called and what he sent to what the rules know of him."""

from uuid import UUID

from services.questions.domain.visibility import Reader
from shared.web.auth import Principal
from shared.web.kinds import FORBIDDEN
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


def account_of(principal: Principal) -> UUID:
    """The person's account; raises Problem 403 for a program, which does nothing that a person signs."""
    if principal.account_id is None:
        raise Problem(FORBIDDEN)
    return principal.account_id

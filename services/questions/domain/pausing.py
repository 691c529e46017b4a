"""For which reasons the terms of a policy may stand still."""

from collections.abc import Iterable

from services.questions.domain.errors import PauseNotAllowed
from services.questions.domain.terms import DeadlinePolicy, PauseReason


def require_allowed(reasons: Iterable[PauseReason], policy: DeadlinePolicy, field: str | None = None) -> None:
    """Raises PauseNotAllowed for the first reason that the policy does not name."""
    for reason in reasons:
        if reason not in policy.pause_reasons:
            raise PauseNotAllowed(field=field, policy=policy.version, reason=reason.value)

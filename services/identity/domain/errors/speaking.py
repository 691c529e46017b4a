"""Refusals about speaking for an agency: directory entries and delegations (NĐ 244/2026/NĐ-CP art. 3)."""

from services.identity.domain.errors.base import DomainError


class DecisionRequired(DomainError):
    """A standing spokesperson is assigned by a written decision."""

    code = "decision-required"
    status_hint = "unprocessable"
    title = "The decision has a number"
    detail = "Give the number of the decision that assigns the spokesperson."


class DecisionInFuture(DomainError):
    """The 24 hours run from a decision that has been taken."""

    code = "decision-in-future"
    status_hint = "unprocessable"
    title = "The decision has not been taken yet"
    detail = "decision_at is not later than now."


class EntryPublished(DomainError):
    """An entry is published once."""

    code = "entry-published"
    status_hint = "conflict"
    title = "Published already"
    detail = "This entry is in the directory already."


class OnlyHeadDelegates(DomainError):
    """Standing spokespersons and delegates may not delegate (NĐ 244/2026/NĐ-CP art. 3.6)."""

    code = "only-head-delegates"
    status_hint = "forbidden"
    title = "Only the head may delegate"
    detail = "Only the head of the agency, while in office, delegates; a delegate never does."


class DelegationNotWritten(DomainError):
    """A delegation is a document (NĐ 244/2026/NĐ-CP art. 3.5)."""

    code = "delegation-not-written"
    status_hint = "unprocessable"
    title = "A delegation is given in writing"
    detail = "Give the number of the document."


class DelegationWithoutEnd(DomainError):
    """A delegation is for a limited time (NĐ 244/2026/NĐ-CP art. 3.5)."""

    code = "delegation-without-end"
    status_hint = "unprocessable"
    title = "A delegation has an end"
    detail = "Say until when the person may speak, at most {years} years from now."


class DelegateIsDelegator(DomainError):
    """The head speaks without a delegation."""

    code = "delegate-is-delegator"
    status_hint = "unprocessable"
    title = "The head needs no delegation"
    detail = "The person named is the head, who may speak on every matter."


class TermIsOver(DomainError):
    """What has ended already cannot be given or taken."""

    code = "term-is-over"
    status_hint = "unprocessable"
    title = "The time is over"
    detail = "The term has ended already."


class UnknownDelegation(DomainError):
    """No delegation has this id, or the caller may not know of it."""

    code = "unknown-delegation"
    status_hint = "not_found"
    title = "No such delegation"
    detail = "There is no delegation with this id."


class DelegationRevoked(DomainError):
    """A delegation is revoked once."""

    code = "delegation-revoked"
    status_hint = "conflict"
    title = "Revoked already"
    detail = "This delegation has been revoked already."

"""Refusals about the tree of state agencies and its dates."""

from services.identity.domain.errors.base import DomainError


class InvalidAgencyCode(DomainError):
    """Codes follow QĐ 20/2020/QĐ-TTg art. 4, old ones QCVN 102:2016/BTTTT."""

    code = "invalid-agency-code"
    status_hint = "invalid"
    title = "Not a code of an agency"
    detail = "Write a code as H57.03, at most 35 characters, and an old one as 000.00.03.H57."


class AgencyCodeTaken(DomainError):
    """One code means one agency at each instant."""

    code = "agency-code-taken"
    status_hint = "conflict"
    title = "Another agency has this code"
    detail = "The code {taken} belongs to another agency at that time."


class AncestorOfItself(DomainError):
    """The agencies form a tree at every instant."""

    code = "agency-own-ancestor"
    status_hint = "unprocessable"
    title = "An agency cannot stand above itself"
    detail = "The parent given stands, directly or further down, under this very agency."


class ValidityOverlaps(DomainError):
    """What the register has told for a time is not rewritten."""

    code = "validity-overlaps"
    status_hint = "conflict"
    title = "The dates overlap"
    detail = "What is recorded holds since {since}; a change begins after that."


class AgencyNotInForce(DomainError):
    """The agency named does not exist at the instant at which it is needed."""

    code = "agency-not-in-force"
    status_hint = "unprocessable"
    title = "The agency does not exist at that time"
    detail = "The agency named has not begun, or ends, at the time given."


class AgencyEnded(DomainError):
    """An agency ends once, and nothing new is recorded of it afterwards."""

    code = "agency-ended"
    status_hint = "conflict"
    title = "The agency has ended"
    detail = "This agency ends at {ended_at}; turn to its successors."


class AgencyHasChildren(DomainError):
    """Nobody is left behind without a superior."""

    code = "agency-has-children"
    status_hint = "conflict"
    title = "Other agencies stand under this one"
    detail = "Move the agencies under this one first, from the same instant."


class InvalidSuccession(DomainError):
    """A renamed or merged agency has one successor, a split one at least two, and never itself."""

    code = "invalid-succession"
    status_hint = "unprocessable"
    title = "The successors do not fit"
    detail = "A rename or merger has one successor, a split at least two, and never the agency itself."

"""Refusals about what is kept of people, and about their requests."""

from types import MappingProxyType

from services.identity.domain.errors.base import DomainError


class AccountIsErased(DomainError):
    """Nothing is left to erase or to correct, and nothing is granted to somebody who was forgotten."""

    code = "account-erased"
    status_hint = "gone"
    title = "The account was erased"
    detail = "What was kept of this person has been erased already."


class IdentifierUnavailable(DomainError):
    """The account has not signed in since identifiers are sealed, or it was sealed under a lost key."""

    code = "identifier-unavailable"
    status_hint = "conflict"
    title = "The personal identifier cannot be read"
    detail = "The person has to sign in once with VNeID first."


class UnknownDataRequest(DomainError):
    """No request has this id, or it is somebody else's."""

    code = "unknown-data-request"
    status_hint = "not_found"
    title = "No such request"
    detail = "There is no request about personal data with this id."


class DataRequestOpen(DomainError):
    """One of a kind at a time; the first is still being dealt with."""

    code = "data-request-open"
    status_hint = "conflict"
    title = "You have asked already"
    detail = "Your request of the same kind is still being dealt with."


class NothingToDecide(DomainError):
    """The request was answered or withdrawn."""

    code = "data-request-closed"
    status_hint = "conflict"
    title = "The request is closed"
    detail = "The request is already closed: {status}."
    words = MappingProxyType({"fulfilled": "fulfilled", "refused": "turned down"})


class PostsStillHeld(DomainError):
    """Whoever still acts for an agency or a newsroom cannot be forgotten; the post ends first."""

    code = "posts-still-held"
    status_hint = "conflict"
    title = "The person still holds a post"
    detail = "Posts, accreditation and assignments have to end before the account is erased."


class SanctionInForce(DomainError):
    """Forgotten, the person could come back as somebody new, without it."""

    code = "sanction-in-force"
    status_hint = "conflict"
    title = "A sanction is in force"
    detail = "The account is kept while a suspension lasts or the account is disabled."


class UnknownPurpose(DomainError):
    """Consent is to a purpose and a text that are published; this is neither."""

    code = "unknown-purpose"
    status_hint = "unprocessable"
    title = "No such purpose or version"
    detail = "Consent names a purpose and the present version of its text."

"""Refusals about persons: their identifier, their accreditation, their sign-in."""

from types import MappingProxyType

from services.identity.domain.errors.base import DomainError


class InvalidIdentifier(DomainError):
    """A personal identifier is twelve digits (Luật Căn cước); the value itself is never repeated."""

    code = "invalid-personal-identifier"
    status_hint = "invalid"
    title = "Not a personal identifier"
    detail = "A personal identifier has exactly twelve digits, without letters and without spaces."


class UnknownReporter(DomainError):
    """No reporter has this id, or the caller may not know of it."""

    code = "unknown-reporter"
    status_hint = "not_found"
    title = "No such reporter"
    detail = "There is no reporter with this id."


class AlreadyRegistered(DomainError):
    """One account is one reporter."""

    code = "reporter-already-registered"
    status_hint = "conflict"
    title = "You are registered already"
    detail = "This account is a reporter already. To work for another newsroom, ask for a move there."


class CredentialExpired(DomainError):
    """A press card or letter counts up to and including its last day (Luật Báo chí 126/2025 art. 28.4)."""

    code = "credential-expired"
    status_hint = "unprocessable"
    title = "The credential has expired"
    detail = "The press card or letter of introduction was valid until {expires_on}."


class NoCardForScientificJournal(DomainError):
    """Staff of a scientific journal get no press card since 2026-01-01 (Luật Báo chí 126/2025 art. 16.4)."""

    code = "no-card-for-scientific-journal"
    status_hint = "unprocessable"
    title = "A scientific journal has no press cards"
    detail = "Staff of a scientific journal present a letter of introduction."


class WrongReporterStatus(DomainError):
    """The step does not follow from where the reporter's accreditation stands."""

    code = "wrong-reporter-status"
    status_hint = "conflict"
    title = "The accreditation is at another step"
    detail = "The accreditation is {status}."
    words = MappingProxyType(
        {
            "applied": "waiting for a decision",
            "verified": "verified",
            "suspended": "suspended",
            "refused": "turned down",
        }
    )


class AccountSuspended(DomainError):
    """The person's accreditation is suspended, so no token is issued."""

    code = "account-suspended"
    status_hint = "forbidden"
    title = "The account is suspended"
    detail = "The accreditation of this account is suspended."


class SignInRefused(DomainError):
    """VNeID's answer does not prove who the person is; `reason` is for the log, never for the person."""

    code = "sign-in-refused"
    status_hint = "forbidden"
    title = "Sign-in failed"
    detail = "The attempt is over, was used before, or VNeID did not confirm who you are. Sign in again."


class TooManyFailures(DomainError):
    """Failed sign-ins are counted from rows; the window is a setting."""

    code = "too-many-sign-in-failures"
    status_hint = "too_many"
    title = "Too many failed sign-ins"
    detail = "Too many failed sign-ins. Try again in {minutes} minutes."

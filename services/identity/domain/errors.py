"""The ways a rule of identity can be broken; each has a stable code that becomes the problem type."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Literal

StatusHint = Literal[
    "invalid", "forbidden", "not_found", "conflict", "gone", "stale", "unprocessable", "too_many"
]


class DomainError(Exception):
    """A broken rule; title and detail are English msgids, detail may name `params` in braces."""

    code: ClassVar[str]
    status_hint: ClassVar[StatusHint]
    title: ClassVar[str]
    detail: ClassVar[str] = ""
    field: str | None = None
    params: Mapping[str, object] = MappingProxyType({})

    def __init__(self, field: str | None = None, **params: object) -> None:
        self.field, self.params = field, params
        super().__init__(self.code)


class InvalidIdentifier(DomainError):
    """A personal identifier is twelve digits (Luật Căn cước); the value itself is never repeated."""

    code = "invalid-personal-identifier"
    status_hint = "invalid"
    title = "Not a personal identifier"
    detail = "A personal identifier has exactly twelve digits."


class InvalidText(DomainError):
    """Text holds control characters, or is empty once the space around it is gone."""

    code = "invalid-text"
    status_hint = "invalid"
    title = "The text cannot be used"
    detail = "Text without control characters, and not only spaces, is needed."


class NotAllowed(DomainError):
    """The caller's role fits the operation, but not this object."""

    code = "not-allowed"
    status_hint = "forbidden"
    title = "Not allowed"
    detail = "Your role does not cover this agency or newsroom."


class AccountRequired(DomainError):
    """Only a person can do this; the token is a machine's."""

    code = "account-required"
    status_hint = "forbidden"
    title = "Only a person may do this"
    detail = "Sign in with VNeID; a machine client cannot act here."


class UnknownAgency(DomainError):
    """No state agency has this id."""

    code = "unknown-agency"
    status_hint = "not_found"
    title = "No such agency"
    detail = "There is no state agency with this id."


class UnknownPressAgency(DomainError):
    """No press agency has this id."""

    code = "unknown-press-agency"
    status_hint = "not_found"
    title = "No such press agency"
    detail = "There is no press agency with this id."


class UnknownReference(DomainError):
    """The body names an agency or newsroom that does not exist; `field` says which."""

    code = "unknown-reference"
    status_hint = "unprocessable"
    title = "The body names something unknown"
    detail = "Nothing in the register has the id given in {name}."


class UnknownReporter(DomainError):
    """No reporter has this id, or the caller may not know of it."""

    code = "unknown-reporter"
    status_hint = "not_found"
    title = "No such reporter"
    detail = "There is no reporter with this id."


class UnknownSpokesperson(DomainError):
    """No spokesperson has this id."""

    code = "unknown-spokesperson"
    status_hint = "not_found"
    title = "No such spokesperson"
    detail = "There is no spokesperson with this id."


class UnknownAppointment(DomainError):
    """No appointment has this id."""

    code = "unknown-appointment"
    status_hint = "not_found"
    title = "No such appointment"
    detail = "There is no appointment with this id."


class PressAgencyExists(DomainError):
    """Names of press agencies are unique after folding."""

    code = "press-agency-exists"
    status_hint = "conflict"
    title = "This press agency is registered already"
    detail = "A press agency of this name is registered already."


class AlreadyRegistered(DomainError):
    """One account is one reporter."""

    code = "reporter-already-registered"
    status_hint = "conflict"
    title = "You are registered already"
    detail = "This account has an application as a reporter already."


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
    detail = "The accreditation has the status {status}."


class StaleVersion(DomainError):
    """Somebody else changed it since it was read (RFC 9110 If-Match)."""

    code = "stale-version"
    status_hint = "stale"
    title = "Somebody changed it in the meantime"
    detail = "You read version {expected}; it is version {actual} now."


class RoleNeedsAgency(DomainError):
    """A focal officer or head without an agency would cover nothing."""

    code = "role-needs-agency"
    status_hint = "unprocessable"
    title = "This role belongs to an agency"
    detail = "Name the agency of a {role}."


class RoleOutsideAgency(DomainError):
    """A post names the state agency or the newsroom that its role belongs to, never the other kind."""

    code = "role-outside-agency"
    status_hint = "unprocessable"
    title = "This role does not belong there"
    detail = "A {role} cannot be appointed at the place named."


class AlreadyAppointed(DomainError):
    """The person holds this very post."""

    code = "already-appointed"
    status_hint = "conflict"
    title = "Appointed already"
    detail = "This person holds the post already."


class PostsClash(DomainError):
    """One token names one agency or one newsroom, so a person's posts lie in one place."""

    code = "posts-clash"
    status_hint = "conflict"
    title = "The person belongs elsewhere"
    detail = "This person holds a post in another agency or newsroom; end that one first."


class AppointmentEnded(DomainError):
    """An appointment ends once."""

    code = "appointment-ended"
    status_hint = "conflict"
    title = "The appointment has ended"
    detail = "This appointment has ended already."


class HeadExists(DomainError):
    """An agency has one head at a time (NĐ 244/2026/NĐ-CP art. 3)."""

    code = "head-exists"
    status_hint = "conflict"
    title = "The agency has a head already"
    detail = "Revoke the present head before you name another."


class ContactRequired(DomainError):
    """A standing spokesperson's phone and e-mail are published by law (NĐ 244/2026/NĐ-CP)."""

    code = "contact-required"
    status_hint = "unprocessable"
    title = "A standing spokesperson can be reached"
    detail = "Give the phone and the official e-mail of a standing spokesperson."


class InvalidTerm(DomainError):
    """A term ends after it begins."""

    code = "invalid-term"
    status_hint = "unprocessable"
    title = "The term ends before it begins"
    detail = "valid_to lies after valid_from."


class SpokespersonRevoked(DomainError):
    """A right to speak is revoked once."""

    code = "spokesperson-revoked"
    status_hint = "conflict"
    title = "Revoked already"
    detail = "This spokesperson has been revoked already."


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
    detail = "VNeID did not confirm who you are. Start again."


class TooManyFailures(DomainError):
    """Failed sign-ins are counted from rows; the window is a setting."""

    code = "too-many-sign-in-failures"
    status_hint = "too_many"
    title = "Too many failed sign-ins"
    detail = "Too many failed sign-ins. Try again in {minutes} minutes."

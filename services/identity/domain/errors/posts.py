"""Refusals about posts and spokespersons."""

from services.identity.domain.errors.base import DomainError


class UnknownAppointment(DomainError):
    """No appointment has this id."""

    code = "unknown-appointment"
    status_hint = "not_found"
    title = "No such appointment"
    detail = "There is no appointment with this id."


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


class CannotBeAssigned(DomainError):
    """What an agency hears in place of PostsClash: where else a citizen has a post is not its business."""

    code = "cannot-be-assigned"
    status_hint = "conflict"
    title = "This person cannot be assigned"
    detail = "This person cannot be assigned here. Ask an administrator."


class AppointmentEnded(DomainError):
    """An appointment ends once."""

    code = "appointment-ended"
    status_hint = "conflict"
    title = "The appointment has ended"
    detail = "This appointment has ended already."


class UnknownSpokesperson(DomainError):
    """No spokesperson has this id."""

    code = "unknown-spokesperson"
    status_hint = "not_found"
    title = "No such spokesperson"
    detail = "There is no spokesperson with this id."


class HeadExists(DomainError):
    """An agency has one head at a time (NĐ 244/2026/NĐ-CP art. 3)."""

    code = "head-exists"
    status_hint = "conflict"
    title = "The agency has a head already"
    detail = "Revoke the present head first, or let the term begin after the end of theirs."


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

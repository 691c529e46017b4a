"""Refusals about agencies and newsrooms."""

from services.identity.domain.errors.base import DomainError


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


class PressAgencyExists(DomainError):
    """Names of press agencies are unique after folding."""

    code = "press-agency-exists"
    status_hint = "conflict"
    title = "This press agency is registered already"
    detail = "A press agency of this name is registered already."

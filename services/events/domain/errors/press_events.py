"""Announcing, moving and cancelling a press event."""

from services.events.domain.errors.base import DomainError


class PressEventNotFound(DomainError):
    """No such press event."""

    code = "press-event-not-found"
    status_hint = "not_found"
    title = "Press event not found"
    detail = "There is no press event with this identifier."


class NotTheOrganiser(DomainError):
    """The actor works for another agency than the one that announced it, or for none."""

    code = "not-the-organiser"
    status_hint = "forbidden"
    title = "Not your agency's press event"
    detail = "Only the agency that holds the press event may do this."


class AgencyUnknown(DomainError):
    """The actor's agency has not been registered, as far as this service has heard."""

    code = "agency-unknown"
    status_hint = "conflict"
    title = "Agency not known yet"
    detail = "Your agency is not known here yet; try again in a moment."


class InvalidTimes(DomainError):
    """A press event ends after it begins, within three days; replies end before it begins."""

    code = "invalid-times"
    status_hint = "unprocessable"
    title = "The times do not fit"
    detail = (
        "A press event starts in the future, ends after its start and within three days, "
        "and replies are due before its start."
    )


class NoticeTooShort(DomainError):
    """NĐ 237/2026/NĐ-CP article 22: who is not the province's committee gives notice 24 hours ahead."""

    code = "notice-too-short"
    status_hint = "unprocessable"
    title = "Announced too late"
    detail = (
        "The law asks for {hours} hours between the notice and the start of the press event; "
        "it may start at {earliest} or later."
    )


class PressEventCancelled(DomainError):
    """A cancelled press event is neither moved nor invited to, and has no passes."""

    code = "press-event-cancelled"
    status_hint = "conflict"
    title = "Press event cancelled"
    detail = "The press event is cancelled."


class PressEventOver(DomainError):
    """What has ended is not changed any more."""

    code = "press-event-over"
    status_hint = "conflict"
    title = "Press event over"
    detail = "The press event is over."


class NothingChanges(DomainError):
    """A reschedule with the times and the place that it has already."""

    code = "nothing-changes"
    status_hint = "conflict"
    title = "Nothing changes"
    detail = "The press event already has these times and this place."

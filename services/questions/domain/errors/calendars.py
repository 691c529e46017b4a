"""Refusals of a change of the calendar, and of a calculation of a term."""

from services.questions.domain.errors.basic import DomainError


class PastOverride(DomainError):
    """A decision about a day that has been would change what is over; it must be meant."""

    code = "past-override"
    status_hint = "unprocessable"
    title = "The day is in the past"
    detail = "{day} is in the past; say so with past_days if the decision really came so late."


class OverrideUnclear(DomainError):
    """A shortened day without its hours, or hours that are none."""

    code = "override-unclear"
    status_hint = "unprocessable"
    title = "What is worked on this day?"
    detail = "A shortened day needs its hours, in order and without overlap; a day off has none."


class StaleCalendar(DomainError):
    """Somebody else has changed the calendar since it was read."""

    code = "stale-calendar"
    status_hint = "conflict"
    title = "The calendar has changed"
    detail = "The calendar in force is now {version}; read it again and decide anew."


class NoCalendar(DomainError):
    """Nothing to change: an operator loads the first calendar with the seed command."""

    code = "no-calendar"
    status_hint = "conflict"
    title = "No calendar loaded"
    detail = "No working calendar has been loaded yet."


class InvalidCalculation(DomainError):
    """A term that cannot be counted as asked."""

    code = "invalid-calculation"
    status_hint = "unprocessable"
    title = "This cannot be counted"
    detail = (
        "Instants lie between 1990 and 2100; pauses come after the receipt, one after the other, and end "
        "after they begin; an extension has either an amount or an end; a receipt rule needs a term in days."
    )

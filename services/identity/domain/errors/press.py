"""Refusals about press agencies, their applications, offices and residents."""

from services.identity.domain.errors.base import DomainError


class InvalidDomain(DomainError):
    """A web domain is a host name without scheme, path or port."""

    code = "invalid-web-domain"
    status_hint = "invalid"
    title = "Not a web domain"
    detail = "“{domain}” is not a web domain such as baominhhoa.vn."


class LicenceEnded(DomainError):
    """A licence that is over cannot be entered as one in force."""

    code = "licence-ended"
    status_hint = "unprocessable"
    title = "The licence has ended"
    detail = "The licence was valid until {valid_to}."


class NotARenewal(DomainError):
    """A renewal ends later than the licence does now, and not in the past."""

    code = "not-a-renewal"
    status_hint = "unprocessable"
    title = "This does not prolong the licence"
    detail = "A renewal ends after {valid_to} and not in the past."


class PressAgencyIsExpired(DomainError):
    """Without a licence in force a newsroom takes nobody on and vouches for nobody."""

    code = "press-agency-expired"
    status_hint = "unprocessable"
    title = "The press agency's licence has ended"
    detail = "The licence of this press agency ended on {valid_to}."


class UnknownApplication(DomainError):
    """No application has this id, or the caller may not know of it."""

    code = "unknown-application"
    status_hint = "not_found"
    title = "No such application"
    detail = "There is no application with this id."


class AlreadyDecided(DomainError):
    """A decision is final; a refused newsroom applies anew."""

    code = "already-decided"
    status_hint = "conflict"
    title = "This has been decided already"
    detail = "A decision cannot be taken again."


class ReasonRequired(DomainError):
    """Whoever refuses says why."""

    code = "reason-required"
    status_hint = "invalid"
    title = "A reason is needed"
    detail = "State the reason for this decision."


class NotifiedTooLate(DomainError):
    """Luật Báo chí 126/2025 art. 21: notification no later than ten days before."""

    code = "notified-too-late"
    status_hint = "unprocessable"
    title = "The notification came too late"
    detail = "The province is notified at least {days} days before the start: {earliest} at the earliest."


class TooManyResidents(DomainError):
    """Luật Báo chí 126/2025 art. 21: a body that is not central, without an office."""

    code = "too-many-resident-reporters"
    status_hint = "unprocessable"
    title = "Too many resident reporters"
    detail = "Without an office a local press agency has at most {most} independent resident reporters here."


class AlreadyEnded(DomainError):
    """An office or a stay ends once."""

    code = "already-ended"
    status_hint = "conflict"
    title = "This has ended already"
    detail = "It has ended already."


class UnknownOffice(DomainError):
    """The press agency has no office or resident reporter with this id."""

    code = "unknown-office"
    status_hint = "not_found"
    title = "No such office or resident reporter"
    detail = "The press agency has no office or resident reporter with this id."


class UnreadableImport(DomainError):
    """The file is neither CSV with a known header nor a JSON list."""

    code = "unreadable-import"
    status_hint = "invalid"
    title = "The file cannot be read"
    detail = "Send a CSV file with a header line, or a JSON list of objects."


class ImportEmpty(UnreadableImport):
    """Nothing but space."""

    detail = "The file is empty. Send a CSV file with a header line, or a JSON list of objects."


class ImportNotUnicode(UnreadableImport):
    """An older Vietnamese code page cannot be told from another, so none is guessed at."""

    detail = "The text is not UTF-8. Save the file again as “CSV UTF-8” or as Unicode text."


class ImportWithoutColumns(UnreadableImport):
    """Name, types and kind are needed; nobody can tell which of two columns of one name is meant."""

    detail = "The header line names the columns name, types and kind (tên, loại hình, loại), each once."


class ImportNotJson(UnreadableImport):
    """It begins as JSON does."""

    detail = "The JSON is broken off or holds no list. Send a list, or an object with “press_agencies”."

"""The ways a rule of incidents can be broken."""

from services.questions.domain.errors import DomainError


class IncidentNotFound(DomainError):
    """No such incident, or the reader may not learn that there is one."""

    code = "incident-not-found"
    status_hint = "not_found"
    title = "Incident not found"
    detail = "There is no incident with this identifier that you may see."


class StaleIncident(DomainError):
    """Somebody else changed the incident since the caller read it (RFC 9110 section 13.1.1)."""

    code = "stale-version"
    status_hint = "stale"
    title = "The incident has changed"
    detail = "The incident has changed since you read it; read it again."


class NotYourIncident(DomainError):
    """The actor may see the incident, but it is the matter of another agency."""

    code = "not-your-incident"
    status_hint = "forbidden"
    title = "Not your agency's incident"
    detail = "Only the agency in whose remit the incident lies may do this."


class AlreadyRecorded(DomainError):
    """An act that starts a clock is recorded once; changing it is a correction, with a reason."""

    code = "act-already-recorded"
    status_hint = "conflict"
    title = "Already recorded"
    detail = "This act has been recorded for {at}; if that was a mistake, correct it with a reason."


class NotRecordedYet(DomainError):
    """There is nothing to correct."""

    code = "act-not-recorded"
    status_hint = "conflict"
    title = "Not recorded yet"
    detail = "This act has not been recorded, so there is nothing to correct."


class NothingCorrected(DomainError):
    """A correction says something else than what is recorded."""

    code = "nothing-corrected"
    status_hint = "unprocessable"
    title = "Nothing corrected"
    detail = "This is the time that is recorded already."


class ActInTheFuture(DomainError):
    """A person records what has been done, not what is going to be."""

    code = "act-in-the-future"
    status_hint = "invalid"
    title = "Not done yet"
    detail = "An act is recorded after it was done; this time lies in the future."


class ActTooLongAgo(DomainError):
    """At the beginning of the calendar an instant has none in another zone."""

    code = "act-too-long-ago"
    status_hint = "invalid"
    title = "Too long ago"
    detail = "No act of an agency lies that far back; check the year."


class AlreadyStated(DomainError):
    """The first information is given once; what follows goes by releases and answers."""

    code = "already-stated"
    status_hint = "conflict"
    title = "Already stated"
    detail = "The first statement has been released."


class AlreadyLinked(DomainError):
    """Linking a question twice changes nothing."""

    code = "already-linked"
    status_hint = "conflict"
    title = "Already linked"
    detail = "The question is linked to this incident already."

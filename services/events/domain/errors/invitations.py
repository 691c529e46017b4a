"""Inviting, answering, accrediting."""

from services.events.domain.errors.base import DomainError


class InvitationNotFound(DomainError):
    """No such invitation, or the reader may not learn that there is one."""

    code = "invitation-not-found"
    status_hint = "not_found"
    title = "Invitation not found"
    detail = "There is no invitation with this identifier that you may see."


class NobodyInvited(DomainError):
    """The notice lists the invited press agencies (NĐ 237/2026/NĐ-CP article 22)."""

    code = "nobody-invited"
    status_hint = "unprocessable"
    title = "Nobody is invited"
    detail = "Name at least one press agency, one reporter, or a group with a press agency in it."


class PressAgencyUnknown(DomainError):
    """No press agency with that identifier has been registered, as far as this service has heard."""

    code = "press-agency-unknown"
    status_hint = "unprocessable"
    title = "Press agency unknown"
    detail = "There is no press agency with the identifier {press_agency_id}."


class ReporterUnknown(DomainError):
    """No verified reporter with that identifier, as far as this service has heard."""

    code = "reporter-unknown"
    status_hint = "unprocessable"
    title = "Reporter unknown"
    detail = "There is no verified reporter with the identifier {reporter_id}."


class NotAReporterOfTheNewsroom(DomainError):
    """Whoever comes is a verified reporter, not suspended, of the invited newsroom."""

    code = "not-a-reporter-of-the-newsroom"
    status_hint = "unprocessable"
    title = "Not a reporter of this newsroom"
    detail = "Whoever comes must be a verified reporter of the invited newsroom, and not suspended."


class NoAttendee(DomainError):
    """An acceptance names who comes, and as which name the door will read it."""

    code = "no-attendee"
    status_hint = "unprocessable"
    title = "Who comes?"
    detail = "To accept, name the reporter who comes and the full name that the door shall see."


class ReplyDeadlinePassed(DomainError):
    """Replies are open until the instant that the invitation names."""

    code = "reply-deadline-passed"
    status_hint = "conflict"
    title = "Too late to reply"
    detail = "Replies to this invitation were due until {until}."


class InvitationNotAccepted(DomainError):
    """Only an accepted invitation has somebody who can be replaced or accredited."""

    code = "invitation-not-accepted"
    status_hint = "conflict"
    title = "Invitation not accepted"
    detail = "This invitation has not been accepted."


class SameAttendee(DomainError):
    """A substitute is somebody else."""

    code = "same-attendee"
    status_hint = "conflict"
    title = "The same person"
    detail = "This reporter already comes for the newsroom."


class AlreadyDecided(DomainError):
    """An accreditation is decided once for each person; a substitute is decided anew."""

    code = "already-decided"
    status_hint = "conflict"
    title = "Already decided"
    detail = "The accreditation of this person has been decided."


class ReporterSuspended(DomainError):
    """No pass for whoever may not work as a reporter at this moment."""

    code = "reporter-suspended"
    status_hint = "conflict"
    title = "Reporter not in good standing"
    detail = "This reporter is not verified, or is suspended."


class ReasonMissing(DomainError):
    """A refusal says why."""

    code = "reason-missing"
    status_hint = "unprocessable"
    title = "A reason is missing"
    detail = "Say why the accreditation is refused."


class NotYoursToAnswer(DomainError):
    """A reporter answers for himself; for others the newsroom's administrator does."""

    code = "not-yours-to-answer"
    status_hint = "forbidden"
    title = "Not yours to answer"
    detail = "A reporter answers for himself only; the newsroom's administrator answers for the others."


class AttendeeHasEntered(DomainError):
    """Whoever is inside is not replaced, and does not decline."""

    code = "attendee-has-entered"
    status_hint = "conflict"
    title = "Already inside"
    detail = "The person who comes for this invitation has entered already."

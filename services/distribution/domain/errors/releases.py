"""What can go wrong with a release."""

from types import MappingProxyType

from services.distribution.domain.errors.base import DomainError


class ReleaseNotFound(DomainError):
    """No such release, or the reader may not learn that there is one."""

    code = "release-not-found"
    status_hint = "not_found"
    title = "Release not found"
    detail = "There is no release with this identifier that you may see."


class EditionNotFound(DomainError):
    """The release is public; it has no such edition."""

    code = "edition-not-found"
    status_hint = "not_found"
    title = "Edition not found"
    detail = "The release has no edition {edition}."


class NotYourRelease(DomainError):
    """The actor may see the release, but it is another agency's."""

    code = "not-your-release"
    status_hint = "forbidden"
    title = "Not your agency's release"
    detail = "Only the agency that writes the release may do this."


class NotASpokesperson(DomainError):
    """Decree 244/2026 article 3.7: what anybody else says is not the agency's official position."""

    code = "not-an-active-spokesperson"
    status_hint = "forbidden"
    title = "Not an active spokesperson"
    detail = "Only an active spokesperson of the agency may approve, release or withdraw."


class ApprovalByAuthor(DomainError):
    """Whoever wrote, saved or submitted the text does not approve it."""

    code = "approval-by-author"
    status_hint = "forbidden"
    title = "Approval needs a second person"
    detail = "You have worked on this text yourself; another spokesperson must approve it."


class ApprovalLapsed(DomainError):
    """The spokesperson who approved has lost the office since."""

    code = "approval-lapsed"
    status_hint = "conflict"
    title = "The approval has lapsed"
    detail = (
        "The spokesperson who approved this text no longer speaks for the agency; return it for approval."
    )


class WrongStatus(DomainError):
    """The release is not at the step that this act follows."""

    code = "wrong-status"
    status_hint = "conflict"
    title = "Not possible now"
    detail = "This is not possible while the release is {status}."
    words = MappingProxyType(
        {
            "draft": "a draft",
            "submitted": "in clearance",
            "returned": "sent back for changes",
            "approved": "approved and waiting for its time",
            "embargoed": "under embargo",
            "none": "not being worked on",
        }
    )


class ReleaseWithdrawn(DomainError):
    """A withdrawn release stays withdrawn; what is to be said again is a new release."""

    code = "release-withdrawn"
    status_hint = "conflict"
    title = "The release was withdrawn"
    detail = "A withdrawn release can be neither published nor changed; write a new one."


class NotPublic(DomainError):
    """There is nothing to correct or to withdraw yet; the text can be returned instead."""

    code = "release-not-public"
    status_hint = "conflict"
    title = "The release is not public"
    detail = "Only a public release can be corrected or withdrawn; return this one to its authors instead."


class NoCorrection(DomainError):
    """No further edition is being worked on, so there is nothing to forget."""

    code = "no-correction"
    status_hint = "conflict"
    title = "There is no correction"
    detail = "No correction of this release is being worked on."


class StaleRelease(DomainError):
    """Somebody else changed the release since the caller read it (RFC 9110 section 13.1.1)."""

    code = "stale-version"
    status_hint = "stale"
    title = "The release has changed"
    detail = "The release has changed since you read it; read it again."


class EmbargoPassed(DomainError):
    """An embargo that ends in the past holds nothing back."""

    code = "embargo-in-the-past"
    status_hint = "unprocessable"
    title = "The embargo ends in the past"
    detail = "The end of an embargo must lie ahead."


class NotAMinute(DomainError):
    """Embargoes are agreed on by the minute."""

    code = "embargo-not-a-minute"
    status_hint = "unprocessable"
    title = "The embargo does not end with a minute"
    detail = "An embargo ends with a whole minute."


class EmbargoOnCorrection(DomainError):
    """What is public already cannot be held back."""

    code = "embargo-on-correction"
    status_hint = "unprocessable"
    title = "A correction has no embargo"
    detail = "The release is public already, so its correction cannot be under embargo."


class SchedulePassed(DomainError):
    """A schedule lies ahead."""

    code = "schedule-in-the-past"
    status_hint = "unprocessable"
    title = "The time lies in the past"
    detail = "A release can be scheduled for a time that lies ahead."


class AgencyUnknown(DomainError):
    """The caller's agency has not been registered, as far as this service has heard."""

    code = "agency-unknown"
    status_hint = "unprocessable"
    title = "Agency unknown"
    detail = "There is no agency with the identifier {agency_id}."

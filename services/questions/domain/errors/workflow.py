"""Refusals of an act on a question; each problem document also says which acts the caller could do now."""

from types import MappingProxyType

from services.questions.domain.errors.basic import DomainError


class WrongStatus(DomainError):
    """The question is not at the step that this act follows."""

    code = "wrong-status"
    status_hint = "conflict"
    title = "Not possible now"
    detail = "This is not possible while the question is {status}."
    words = MappingProxyType(
        {
            "submitted": "waiting to be routed",
            "clarification_requested": "waiting for the asker's clarification",
            "routed": "waiting to be accepted",
            "bounced": "given back by the agency",
            "accepted": "accepted",
            "drafting": "being drafted",
            "clearing": "in clearance",
            "closed": "closed",
        }
    )


class NotTheAsker(DomainError):
    """Only whoever put the question."""

    code = "not-the-asker"
    status_hint = "forbidden"
    title = "Not your question"
    detail = "Only the reporter who asked the question may do this."


class NotAContributor(DomainError):
    """Only an agency that was asked to contribute."""

    code = "not-a-contributor"
    status_hint = "forbidden"
    title = "Not asked to contribute"
    detail = "Only an agency that was asked to contribute to the answer may do this."


class NotTheClearer(DomainError):
    """Clearance goes step by step."""

    code = "not-the-clearer"
    status_hint = "forbidden"
    title = "Not your step of the clearance"
    detail = "Only whoever holds the present step of the clearance may do this."


class ByTimeOnly(DomainError):
    """No person does this."""

    code = "by-time-only"
    status_hint = "forbidden"
    title = "Nobody does this by hand"
    detail = "This happens by itself when its time has come."


class NotAnswered(DomainError):
    """The act follows an answer."""

    code = "not-answered"
    status_hint = "conflict"
    title = "Not answered"
    detail = "This is possible only once the question has been answered."


class NothingDecided(DomainError):
    """The act follows an answer or a refusal."""

    code = "nothing-decided"
    status_hint = "conflict"
    title = "Neither answered nor refused"
    detail = "This is possible only once the question has been answered or refused."


class AlreadyRated(DomainError):
    """One rating for each round."""

    code = "already-rated"
    status_hint = "conflict"
    title = "Already rated"
    detail = "You have already rated this answer."


class ClearanceMissing(DomainError):
    """The configured chain comes before the spokesperson."""

    code = "clearance-missing"
    status_hint = "conflict"
    title = "Not cleared yet"
    detail = "The draft must pass every step of the clearance before it can be released."


class NothingToClear(DomainError):
    """Every step is done; the spokesperson releases."""

    code = "nothing-to-clear"
    status_hint = "conflict"
    title = "Nothing left to clear"
    detail = "Every step of the clearance is done; the spokesperson may release the answer."


class NotPublic(DomainError):
    """Only what is public can be taken back."""

    code = "not-public"
    status_hint = "conflict"
    title = "Not public"
    detail = "The answer is not public."


class NotExclusive(DomainError):
    """No window of exclusivity runs."""

    code = "not-exclusive"
    status_hint = "conflict"
    title = "No exclusivity"
    detail = "The answer is not kept for the asker's newsroom."


class PointUnknown(DomainError):
    """No such open point."""

    code = "point-unknown"
    status_hint = "unprocessable"
    title = "No such open point"
    detail = "The question has no open point with the number {number}."


class PointsLeft(DomainError):
    """Every numbered point is answered, refused or transferred."""

    code = "points-left"
    status_hint = "unprocessable"
    title = "Points left open"
    detail = "Each numbered point must be answered or refused; still open: {numbers}."


class TooManyPoints(DomainError):
    """Points that were dealt with keep their numbers and count as well."""

    code = "too-many-points"
    status_hint = "unprocessable"
    title = "Too many points"
    detail = "A question has {most} points at most, and {kept} of them were dealt with already."


class CannotMerge(DomainError):
    """A duplicate is merged into another question that is not merged itself."""

    code = "cannot-merge"
    status_hint = "unprocessable"
    title = "Cannot be merged there"
    detail = "A question can be merged only into another one that is neither merged nor withdrawn."


class OwnAgency(DomainError):
    """Whoever bounces or asks for help names somebody else."""

    code = "own-agency"
    status_hint = "unprocessable"
    title = "Another agency must be named"
    detail = "Name another agency than the one that has the question."


class GroundMissing(DomainError):
    """A refused point needs its ground as a refused question does (Press Law 2025, article 31.2)."""

    code = "ground-missing"
    status_hint = "unprocessable"
    title = "Legal ground missing"
    detail = "The refusal of a point needs its legal ground; an answer to a point has none."


class RefusalNotFound(DomainError):
    """The question is there; it was not refused."""

    code = "refusal-not-found"
    status_hint = "not_found"
    title = "Refusal not found"
    detail = "This question has not been refused."


class NotYourRatings(DomainError):
    """Ratings of an agency are for its own people and for supervision."""

    code = "not-your-ratings"
    status_hint = "forbidden"
    title = "Not your agency's ratings"
    detail = "Only the agency itself and those who supervise it may see its ratings."

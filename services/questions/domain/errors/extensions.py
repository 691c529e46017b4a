"""Refusals of more time: extensions, and pauses that the policy does not know."""

from services.questions.domain.errors.basic import DomainError


class ExtensionUsed(DomainError):
    """So many extensions for each round as the policy allows, whatever became of them."""

    code = "extension-used"
    status_hint = "conflict"
    title = "No extension left to ask for"
    detail = "This question has had as many extensions as its policy allows."


class ExtensionPending(DomainError):
    """One after the other."""

    code = "extension-pending"
    status_hint = "conflict"
    title = "Extension already asked for"
    detail = "An extension has been asked for and is still to be decided."


class NoExtensionPending(DomainError):
    """There is nothing to decide."""

    code = "no-extension-pending"
    status_hint = "conflict"
    title = "No extension to decide"
    detail = "No extension has been asked for that is still to be decided."


class NoExtensionGranted(DomainError):
    """There is nothing to take back."""

    code = "no-extension-granted"
    status_hint = "conflict"
    title = "No extension to reverse"
    detail = "No extension has been granted that could be reversed."


class ExtensionTooLate(DomainError):
    """A term that has ended is not extended."""

    code = "extension-too-late"
    status_hint = "conflict"
    title = "The term has already ended"
    detail = "An extension must be asked for before the term ends."


class ExtensionNotLater(DomainError):
    """An extension moves the end into the future."""

    code = "extension-not-later"
    status_hint = "unprocessable"
    title = "Not later than the present term"
    detail = "An extension must end after the present term does."


class ExtensionOverCap(DomainError):
    """The policy limits how far a term may be extended."""

    code = "extension-over-cap"
    status_hint = "unprocessable"
    title = "Extension too long"
    detail = "An extension may not end after {latest}."


class ExtensionUnclear(DomainError):
    """Either a length or an instant."""

    code = "extension-unclear"
    status_hint = "unprocessable"
    title = "How much more time?"
    detail = "Give either kind and amount, or until; not both and not neither."


class ExtensionOfAnotherKind(DomainError):
    """Days are added to days, hours to hours."""

    code = "extension-of-another-kind"
    status_hint = "unprocessable"
    title = "Counted in another way"
    detail = "An extension is counted as its term is: {kind}."


class PauseNotAllowed(DomainError):
    """A policy names the reasons for which its terms may stand still."""

    code = "pause-not-allowed"
    status_hint = "unprocessable"
    title = "The term may not stand still for this reason"
    detail = "The policy {policy} allows no pause for this reason: {reason}."


class QuestionPaused(DomainError):
    """While its terms stand still a question is neither paused again nor judged on time or late."""

    code = "question-paused"
    status_hint = "conflict"
    title = "The question is paused"
    detail = "The terms of this question stand still; let them go on first."


class NotPaused(DomainError):
    """Nothing stands still that could go on."""

    code = "not-paused"
    status_hint = "conflict"
    title = "Not paused"
    detail = "The terms of this question do not stand still."

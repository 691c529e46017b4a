"""Refusals of the public records."""

from services.questions.domain.errors.basic import DomainError


class AnswerNotPublic(DomainError):
    """No such answer, or not yet public; the two cannot be told apart."""

    code = "answer-not-public"
    status_hint = "not_found"
    title = "No such public answer"
    detail = "There is no public answer with this code."


class AnswerWithdrawn(DomainError):
    """It was public; that it was, and why it is not any more, stays so."""

    code = "answer-withdrawn"
    status_hint = "gone"
    title = "This answer was withdrawn"
    detail = "This answer was withdrawn at {at}: {reason}"

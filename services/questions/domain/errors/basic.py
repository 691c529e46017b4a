"""The ways a rule of questions can be broken; each has a stable code that becomes a problem type."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from services.questions.domain.errors.hints import StatusHint


class DomainError(Exception):
    """A broken rule; `title` and `detail` are English message ids, `params` fills the braces of the detail.

    `possible` names the acts that the caller could do now, where that is known; `words` says what a value
    among the params means.
    """

    code: ClassVar[str]
    status_hint: ClassVar[StatusHint]
    title: ClassVar[str]
    detail: ClassVar[str]
    words: ClassVar[Mapping[str, str]] = MappingProxyType({})
    params: Mapping[str, object] = MappingProxyType({})
    possible: tuple[str, ...] = ()
    field: str | None = None

    def __init__(self, *, field: str | None = None, **params: object) -> None:
        self.field = field
        self.params = params
        super().__init__(self.detail.format(**params))


class QuestionNotFound(DomainError):
    """No such question, or the reader may not learn that there is one."""

    code = "question-not-found"
    status_hint = "not_found"
    title = "Question not found"
    detail = "There is no question with this identifier that you may see."


class AnswerNotFound(DomainError):
    """The question is there; its answer has not been released."""

    code = "answer-not-found"
    status_hint = "not_found"
    title = "Answer not found"
    detail = "This question has no answer yet."


class ReporterNotVerified(DomainError):
    """Only a reporter whose accreditation stands may ask."""

    code = "reporter-not-verified"
    status_hint = "forbidden"
    title = "Reporter not verified"
    detail = "Only a reporter whose accreditation is verified and not suspended may ask a question."


class NotTheLeadAgency(DomainError):
    """The actor may see the question, but it lies with another agency."""

    code = "not-the-lead-agency"
    status_hint = "forbidden"
    title = "Not your agency's question"
    detail = "Only the agency to which the question was routed may do this."


class NotADispatcher(DomainError):
    """Whoever may only see every question does not send it anywhere."""

    code = "not-a-dispatcher"
    status_hint = "forbidden"
    title = "Not a dispatcher"
    detail = "Only a dispatcher of the operations centre may do this."


class NotAnActiveSpokesperson(DomainError):
    """Decree 244/2026 article 3.7: what anybody else says is not the agency's official position."""

    code = "not-an-active-spokesperson"
    status_hint = "forbidden"
    title = "Not an active spokesperson"
    detail = "Only an active spokesperson of the agency may release its answer."


class TooManyQuestions(DomainError):
    """The policy's number of questions per reporter and day is used up."""

    code = "too-many-questions"
    status_hint = "too_many"
    title = "Too many questions today"
    detail = "A reporter may ask {limit} questions a day; the next one can be asked tomorrow."


class AgencyUnknown(DomainError):
    """No agency with that identifier has been registered, as far as this service has heard."""

    code = "agency-unknown"
    status_hint = "unprocessable"
    title = "Agency unknown"
    detail = "There is no agency with the identifier {agency_id}."


class InvalidText(DomainError):
    """Text with control characters or lone surrogates."""

    code = "invalid-text"
    status_hint = "invalid"
    title = "Invalid text"
    detail = "This text contains a character that cannot be shown."


class OnlyExclusions(DomainError):
    """A search that says only what it does not want would read everything."""

    code = "only-exclusions"
    status_hint = "invalid"
    title = "Nothing to find"
    detail = "Name at least one word to find beside those to leave out."


class EmptyText(DomainError):
    """Nothing is left of the text after surrounding space is gone."""

    code = "empty-text"
    status_hint = "invalid"
    title = "Empty text"
    detail = "This text is empty."


class StaleQuestion(DomainError):
    """Somebody else changed the question since the caller read it (RFC 9110 section 13.1.1)."""

    code = "stale-version"
    status_hint = "stale"
    title = "The question has changed"
    detail = "The question has changed since you read it; read it again."


class QuestionClosed(DomainError):
    """A closed question is neither routed nor accepted nor answered again."""

    code = "question-closed"
    status_hint = "conflict"
    title = "Question closed"
    detail = "The question is closed."


class AlreadyRoutedThere(DomainError):
    """Routing to the agency that already has the question changes nothing."""

    code = "already-routed-there"
    status_hint = "conflict"
    title = "Already routed there"
    detail = "The question already lies with this agency."


class AlreadyPublished(DomainError):
    """An answer is published once."""

    code = "already-published"
    status_hint = "conflict"
    title = "Already published"
    detail = "The answer is already published."


class NoPolicyInForce(DomainError):
    """No deadline policy with a calendar is in force; an operator loads them with the seed command."""

    code = "no-policy-in-force"
    status_hint = "conflict"
    title = "No deadline policy in force"
    detail = "No deadline policy with a working calendar is in force; no question can be accepted."


class CalendarTooShort(DomainError):
    """The calendar's data ends before the term does; an operator loads a longer one."""

    code = "calendar-too-short"
    status_hint = "conflict"
    title = "Calendar too short"
    detail = "The working calendar {version} says nothing about {day}."

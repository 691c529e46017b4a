"""What the events of questions say to this service."""

from dataclasses import replace

from services.metrics.application.facts.saying import Sayings
from services.metrics.domain.model.projection import Facts
from services.metrics.domain.model.questions import Answer, Lead, Publication, QuestionFacts, Submission, Term
from shared.contracts import questions


def _submitted(event: questions.QuestionSubmitted) -> Facts:
    version = event.aggregate_version
    submission = Submission(version, event.code, event.press_agency_id, event.submitted_at)
    return QuestionFacts(event.question_id, submission, term=Term(version, event.due_at))


def _led(event: questions.QuestionRouted | questions.QuestionAccepted) -> Facts:
    return QuestionFacts(event.question_id, lead=Lead(event.aggregate_version, event.agency_id))


def _due(event: questions.DeadlineApproaching | questions.DeadlineBreached) -> Facts:
    return QuestionFacts(event.question_id, term=Term(event.aggregate_version, event.due_at))


def _answered(event: questions.AnswerReleased | questions.AnswerPublished) -> QuestionFacts:
    version = event.aggregate_version
    return QuestionFacts(
        event.question_id,
        lead=Lead(version, event.agency_id),
        term=Term(version, event.due_at),
        answer=Answer(version, event.answered_at, event.on_time, event.office_minutes),
    )


def _published(event: questions.AnswerPublished) -> Facts:
    return replace(_answered(event), publication=Publication(event.aggregate_version, event.published_at))


SAYS: Sayings = {
    questions.QuestionSubmitted: _submitted,
    questions.QuestionRouted: _led,
    questions.QuestionAccepted: _led,
    questions.DeadlineApproaching: _due,
    questions.DeadlineBreached: _due,
    questions.AnswerReleased: _answered,
    questions.AnswerPublished: _published,
}

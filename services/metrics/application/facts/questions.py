"""What the events of questions say to this service."""

from dataclasses import replace

from services.metrics.application.facts.saying import Sayings
from services.metrics.domain.model.projection import Facts
from services.metrics.domain.model.questions import (
    Answer,
    Extension,
    Lead,
    Publication,
    QuestionFacts,
    Refusal,
    Removal,
    Reopening,
    Submission,
    Term,
)
from shared.contracts import questions


def _submitted(event: questions.QuestionSubmitted) -> Facts:
    version = event.aggregate_version
    submission = Submission(version, event.code, event.press_agency_id, event.submitted_at)
    return QuestionFacts(event.question_id, submission, term=Term(version, event.due_at))


def _led(event: questions.QuestionRouted | questions.QuestionAccepted) -> Facts:
    return QuestionFacts(event.question_id, lead=Lead(event.aggregate_version, event.agency_id))


def _due(
    event: questions.DeadlineApproaching
    | questions.DeadlineBreached
    | questions.DeadlineRecomputed
    | questions.ExtensionRequested
    | questions.ExtensionDenied,
) -> Facts:
    """The metrics service has no calendar: a breach that was lifted is a later term, and that is all."""
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


def _refused(event: questions.QuestionRefused) -> Facts:
    version = event.aggregate_version
    return QuestionFacts(
        event.question_id,
        lead=Lead(version, event.agency_id),
        term=Term(version, event.due_at),
        refusal=Refusal(version, event.refused_at, event.on_time, event.office_minutes),
    )


def _reopened(event: questions.QuestionReopened) -> Facts:
    version = event.aggregate_version
    again = Reopening(version, event.reopened_at)
    return QuestionFacts(event.question_id, term=Term(version, event.due_at), reopening=again)


def _withdrawn(event: questions.QuestionWithdrawn) -> Facts:
    gone = Removal(event.aggregate_version, event.withdrawn_at, merged=False)
    return QuestionFacts(event.question_id, removal=gone)


def _merged(event: questions.QuestionMerged) -> Facts:
    gone = Removal(event.aggregate_version, event.merged_at, merged=True)
    return QuestionFacts(event.question_id, removal=gone)


def _extended(event: questions.ExtensionGranted | questions.ExtensionReversed) -> Facts:
    version, granted = event.aggregate_version, isinstance(event, questions.ExtensionGranted)
    term = Term(version, event.due_at)
    return QuestionFacts(event.question_id, term=term, extension=Extension(version, granted))


SAYS: Sayings = {
    questions.QuestionSubmitted: _submitted,
    questions.QuestionRouted: _led,
    questions.QuestionAccepted: _led,
    questions.DeadlineApproaching: _due,
    questions.DeadlineBreached: _due,
    questions.AnswerReleased: _answered,
    questions.AnswerPublished: _published,
    questions.DeadlineRecomputed: _due,
    questions.ExtensionRequested: _due,
    questions.ExtensionDenied: _due,
    questions.ExtensionGranted: _extended,
    questions.ExtensionReversed: _extended,
    questions.QuestionRefused: _refused,
    questions.QuestionReopened: _reopened,
    questions.QuestionWithdrawn: _withdrawn,
    questions.QuestionMerged: _merged,
}

"""The events of a question, from its state; only this service constructs them."""

from collections.abc import Mapping
from typing import Any

from services.questions.application.case import RoutedBy
from services.questions.application.ports import Claimed
from services.questions.domain.answer import Answer
from services.questions.domain.model import Question, Routing
from shared.contracts.questions import (
    AnswerPublished,
    AnswerReleased,
    DeadlineApproaching,
    DeadlineBreached,
    QuestionRouted,
    QuestionSubmitted,
)


def submitted(question: Question) -> QuestionSubmitted:
    """Ids and times only: the text stays here until it is published."""
    return QuestionSubmitted(
        aggregate_version=question.version,
        question_id=question.id,
        code=question.code,
        reporter_id=question.reporter_id,
        press_agency_id=question.press_agency_id,
        addressed_agency_id=question.addressed_agency_id,
        submitted_at=question.submitted_at,
        due_at=question.due_at,
        policy_version=question.policy_version,
        calendar_version=question.calendar_version,
        release_id=question.release_id,
    )


def routed(question: Question, routing: Routing, by: RoutedBy) -> QuestionRouted:
    """By a dispatcher, or by configuration to the agency addressed."""
    return QuestionRouted(
        aggregate_version=question.version,
        question_id=question.id,
        agency_id=routing.agency_id,
        previous_agency_id=routing.previous_agency_id,
        routed_at=routing.routed_at,
        by=by,
    )


def approaching(claimed: Claimed) -> DeadlineApproaching:
    """The warning that the policy asks for."""
    return DeadlineApproaching(
        aggregate_version=claimed.version,
        question_id=claimed.question_id,
        agency_id=claimed.lead_agency_id,
        due_at=claimed.due_at,
    )


def overdue(claimed: Claimed) -> DeadlineBreached:
    """A breach that the sweep noticed."""
    return DeadlineBreached(
        aggregate_version=claimed.version,
        question_id=claimed.question_id,
        agency_id=claimed.lead_agency_id,
        due_at=claimed.due_at,
    )


def breached(question: Question) -> DeadlineBreached:
    """A breach that the late answer itself noticed."""
    return DeadlineBreached(
        aggregate_version=question.version,
        question_id=question.id,
        agency_id=question.lead_agency_id,
        due_at=question.due_at,
    )


def released(head: Mapping[str, Any], question: Question, answer: Answer) -> AnswerReleased:
    """The clock has stopped."""
    return AnswerReleased(
        **head,
        answer_id=answer.id,
        agency_id=answer.agency_id,
        press_agency_id=question.press_agency_id,
        submitted_at=question.submitted_at,
        due_at=question.due_at,
        answered_at=answer.answered_at,
        on_time=answer.on_time,
        office_minutes=answer.office_minutes,
        calendar_version=question.calendar_version,
    )


def published(head: Mapping[str, Any], question: Question, answer: Answer) -> AnswerPublished:
    """The subject is public from here on."""
    return AnswerPublished(
        **head,
        answer_id=answer.id,
        agency_id=answer.agency_id,
        press_agency_id=question.press_agency_id,
        spokesperson_name=answer.spokesperson_name,
        spokesperson_position=answer.spokesperson_position,
        subject=question.title,
        submitted_at=question.submitted_at,
        due_at=question.due_at,
        answered_at=answer.answered_at,
        on_time=answer.on_time,
        office_minutes=answer.office_minutes,
        calendar_version=question.calendar_version,
        content_hash=answer.content_hash(),
        published_at=question.published_at or answer.answered_at,
    )

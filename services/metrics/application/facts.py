"""What each event says to this service; an event that is not here says nothing to it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from services.metrics.domain.model import (
    Affiliation,
    AgencyFacts,
    Answer,
    Facts,
    Lead,
    PressAgencyFacts,
    Publication,
    QuestionFacts,
    ReporterFacts,
    Standing,
    Submission,
    Term,
    Verification,
)
from shared.contracts import identity, questions
from shared.contracts.event import Event


def _agency(event: identity.AgencyRegistered) -> Facts:
    return AgencyFacts(event.agency_id, event.aggregate_version, event.code, event.name)


def _press_agency(event: identity.PressAgencyRegistered) -> Facts:
    return PressAgencyFacts(event.press_agency_id, event.aggregate_version, event.name)


def _registered(event: identity.ReporterRegistered) -> Facts:
    affiliation = Affiliation(event.aggregate_version, event.press_agency_id)
    return ReporterFacts(event.reporter_id, affiliation)


def _verified(event: identity.ReporterVerified) -> Facts:
    version = event.aggregate_version
    affiliation = Affiliation(version, event.press_agency_id)
    return ReporterFacts(event.reporter_id, affiliation, Verification(version, event.verified_at))


def _standing(event: identity.AccreditationSuspended | identity.AccreditationRestored) -> Facts:
    version = event.aggregate_version
    suspended = isinstance(event, identity.AccreditationSuspended)
    affiliation = Affiliation(version, event.press_agency_id)
    return ReporterFacts(event.reporter_id, affiliation, standing=Standing(version, suspended))


def _submitted(event: questions.QuestionSubmitted) -> Facts:
    version = event.aggregate_version
    submission = Submission(version, event.press_agency_id, event.submitted_at)
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


# Any: each function takes the class that is its key, which the type of a mapping cannot say.
_SAYS: Mapping[type[Event], Callable[[Any], Facts]] = {
    identity.AgencyRegistered: _agency,
    identity.PressAgencyRegistered: _press_agency,
    identity.ReporterRegistered: _registered,
    identity.ReporterVerified: _verified,
    identity.AccreditationSuspended: _standing,
    identity.AccreditationRestored: _standing,
    questions.QuestionSubmitted: _submitted,
    questions.QuestionRouted: _led,
    questions.QuestionAccepted: _led,
    questions.DeadlineApproaching: _due,
    questions.DeadlineBreached: _due,
    questions.AnswerReleased: _answered,
    questions.AnswerPublished: _published,
}

CONSUMED: tuple[type[Event], ...] = tuple(_SAYS)
"""Every event that changes a projection."""


def facts_of(event: Event) -> Facts:
    """What the event says; raises KeyError for a type that is not in CONSUMED."""
    return _SAYS[type(event)](event)

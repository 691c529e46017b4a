"""Events about what the asker is asked to make clear; meanwhile the clock stands."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class ClarificationRequested(Event, frozen=True, kw_only=True, tag="questions.clarification.requested.v1"):
    """IOC or the lead agency needs the asker to say more; the clock stands until then."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    requested_at: UtcTime


class ClarificationGiven(Event, frozen=True, kw_only=True, tag="questions.clarification.given.v1"):
    """The asker has said more; the clock goes on with what was left."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    given_at: UtcTime


class ClarificationWaived(Event, frozen=True, kw_only=True, tag="questions.clarification.waived.v1"):
    """The work goes on without the clarification; so does the clock."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    waived_at: UtcTime

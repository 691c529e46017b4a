"""Desks, the kinds of task on them, and who works on what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from services.questions.domain.desk_errors import AlreadyAssigned, NotAssigned, NotAtYourDesk
from services.questions.domain.visibility import Reader

OPERATIONS_CENTRE = UUID(int=0)
"""The desk of IOC; an agency's desk has the agency's id."""


class TaskKind(StrEnum):
    """Why a question is on a desk; one question may be there for several reasons."""

    TO_ROUTE = "to_route"
    BOUNCED = "bounced"
    CLARIFICATION_ANSWERED = "clarification_answered"
    EXTENSION_TO_DECIDE = "extension_to_decide"
    TO_ACCEPT = "to_accept"
    TO_ANSWER = "to_answer"
    TO_CLEAR = "to_clear"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    TO_PUBLISH = "to_publish"


OF_CENTRE = (
    TaskKind.TO_ROUTE,
    TaskKind.BOUNCED,
    TaskKind.CLARIFICATION_ANSWERED,
    TaskKind.EXTENSION_TO_DECIDE,
    TaskKind.DUE_TODAY,
    TaskKind.OVERDUE,
    TaskKind.TO_PUBLISH,
)
OF_AGENCY = (
    TaskKind.TO_ACCEPT,
    TaskKind.TO_ANSWER,
    TaskKind.TO_CLEAR,
    TaskKind.CLARIFICATION_ANSWERED,
    TaskKind.DUE_TODAY,
    TaskKind.OVERDUE,
    TaskKind.TO_PUBLISH,
)


@dataclass(frozen=True)
class Assignment:
    """A person who works on a question, and who said so."""

    account_id: UUID
    assigned_by: UUID
    assigned_at: datetime


class Lies(Protocol):
    """What decides on whose desk a question lies."""

    @property
    def lead_agency_id(self) -> UUID | None:
        """The agency it lies with now."""


def desk_of(reader: Reader) -> UUID:
    """The desk at which the reader sits; raises NotAtYourDesk for whoever sits at none."""
    if reader.routes:
        return OPERATIONS_CENTRE
    if reader.answers_for is None:
        raise NotAtYourDesk
    return reader.answers_for


def desk_for(reader: Reader, question: Lies) -> UUID:
    """The reader's desk, if the question lies there; the operations centre watches every question."""
    desk = desk_of(reader)
    if desk not in {OPERATIONS_CENTRE, question.lead_agency_id}:
        raise NotAtYourDesk
    return desk


def taken(held: Assignment | None, account_id: UUID, at: datetime) -> Assignment:
    """One takes what nobody has; raises AlreadyAssigned."""
    if held is not None and held.account_id != account_id:
        raise AlreadyAssigned
    return held or Assignment(account_id, account_id, at)


def given(to: UUID, by: UUID, at: datetime) -> Assignment:
    """Whoever sits at the desk may give, also what another has: people fall ill."""
    return Assignment(to, by, at)


def released(held: Assignment | None) -> None:
    """Raises NotAssigned when there is nothing to let go of."""
    if held is None:
        raise NotAssigned

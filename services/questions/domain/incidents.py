"""An extraordinary matter (Decree 244/2026, article 7): two human acts, a clock of 24 hours, a statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.questions.domain.incident_errors import (
    ActInTheFuture,
    AlreadyRecorded,
    AlreadyStated,
    StaleIncident,
)
from services.questions.domain.statement import Statement

FIRST_INFORMATION = timedelta(hours=24)
"""Hours of the clock, nights and holidays included (article 7, clauses 3 and 4)."""
WARNED_BEFORE = timedelta(hours=4)


class Clause(StrEnum):
    """The six cases of article 7, in its order."""

    NATIONAL = "national"
    SEVERAL_AUTHORITIES = "several_authorities"
    GREAT_IMPACT = "great_impact"
    DIVIDED_OPINION = "divided_opinion"
    ASKED_TO_SPEAK = "asked_to_speak"
    FALSE_REPORT = "false_report"

    @property
    def legal_basis(self) -> str:
        """As a lawyer cites it."""
        return f"Nghị định 244/2026/NĐ-CP, Điều 7 khoản {list(Clause).index(self) + 1}"


class Act(StrEnum):
    """What a person does, and says that it was done."""

    RECEIPT = "receipt"
    """The agency has received the matter and handles it by its competence."""
    IMPACT = "impact"
    """The agency has determined that the matter touches, or may touch, public opinion."""


CLOCK_STARTS: Mapping[Clause, Act] = {
    Clause.GREAT_IMPACT: Act.RECEIPT,
    Clause.DIVIDED_OPINION: Act.IMPACT,
}
"""The decree gives a number of hours in these two cases only, each from an act of its own."""


@dataclass(frozen=True)
class Opening:
    """What the operations centre says when it opens an incident."""

    incident_id: UUID
    code: str
    agency_id: UUID
    clause: Clause
    title: str
    summary: str
    opened_at: datetime
    opened_by: UUID


@dataclass(frozen=True)
class Recorded:
    """An act as it was recorded: when it was done, when that was said, and by whom."""

    at: datetime
    recorded_at: datetime
    recorded_by: UUID


@dataclass(eq=False, kw_only=True)
class Incident:
    """The aggregate; `version` counts its events. Without a clock running `due_at` is None."""

    id: UUID
    code: str
    agency_id: UUID
    clause: Clause
    title: str
    summary: str
    opened_at: datetime
    opened_by: UUID
    received_and_handled_at: datetime | None = None
    receipt_recorded_at: datetime | None = None
    receipt_recorded_by: UUID | None = None
    impact_determined_at: datetime | None = None
    impact_recorded_at: datetime | None = None
    impact_recorded_by: UUID | None = None
    due_at: datetime | None = None
    approaching_at: datetime | None = None
    first_statement_at: datetime | None = None
    approaching_told: bool = False
    breach_told: bool = False
    version: int

    @classmethod
    def open(cls, new: Opening) -> "Incident":
        """A new incident; opening it starts no clock, for the law names the agency's own acts."""
        return cls(
            id=new.incident_id,
            code=new.code,
            agency_id=new.agency_id,
            clause=new.clause,
            title=new.title,
            summary=new.summary,
            opened_at=new.opened_at,
            opened_by=new.opened_by,
            version=1,
        )

    def expect(self, version: int) -> None:
        """Raises StaleIncident unless the caller has read this version."""
        if version != self.version:
            raise StaleIncident

    def record_receipt(self, act: Recorded) -> None:
        """The agency received the matter and handles it; raises AlreadyRecorded or ActInTheFuture."""
        _recordable(act, self.received_and_handled_at)
        self.received_and_handled_at = act.at
        self.receipt_recorded_at, self.receipt_recorded_by = act.recorded_at, act.recorded_by
        self._recorded(Act.RECEIPT, act.at)

    def determine_impact(self, act: Recorded) -> None:
        """The agency found that opinion is touched; raises AlreadyRecorded or ActInTheFuture."""
        _recordable(act, self.impact_determined_at)
        self.impact_determined_at = act.at
        self.impact_recorded_at, self.impact_recorded_by = act.recorded_at, act.recorded_by
        self._recorded(Act.IMPACT, act.at)

    def is_late(self, at: datetime) -> bool:
        """Whether a first statement at this instant is, or would be, late; the last instant is in time."""
        return self.due_at is not None and at > self.due_at

    def is_overdue(self, now: datetime) -> bool:
        """Late, and still without a statement."""
        return self.first_statement_at is None and self.is_late(now)

    def on_time(self, at: datetime) -> bool | None:
        """None where no clock runs."""
        return None if self.due_at is None else not self.is_late(at)

    def notice_breach(self, at: datetime) -> bool:
        """Whether the hours have ended unnoticed until now; true at most once."""
        if self.breach_told or not self.is_late(at):
            return False
        self.breach_told = True
        self.version += 1
        return True

    def state(self, statement: Statement) -> None:
        """The first statement stops the clock; raises AlreadyStated."""
        self.must_be_unstated()
        self.first_statement_at = statement.released_at
        self.version += 1

    def must_be_unstated(self) -> None:
        """Raises AlreadyStated."""
        if self.first_statement_at is not None:
            raise AlreadyStated

    def link(self) -> None:
        """One more question belongs to it."""
        self.version += 1

    def _recorded(self, act: Act, at: datetime) -> None:
        # A released statement was measured by what was known then, and stays so.
        if CLOCK_STARTS.get(self.clause) is act and self.first_statement_at is None:
            self.due_at = at + FIRST_INFORMATION
            self.approaching_at = self.due_at - WARNED_BEFORE
        self.version += 1


def _recordable(act: Recorded, known: datetime | None) -> None:
    if known is not None:
        raise AlreadyRecorded(at=known.isoformat())
    if act.at > act.recorded_at:
        raise ActInTheFuture(field="at")

"""After a change of the calendar the terms of every open question are derived again, in batches."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

import msgspec

from services.questions.application.calendars import Record
from services.questions.application.ports import Rules, UnitOfWork
from services.questions.domain.clock import Clock, derive
from services.questions.domain.deadline import Deadline
from services.questions.domain.errors import CalendarTooShort
from services.questions.domain.history import Fact
from services.questions.domain.timeline import InvalidHistory
from services.questions.domain.wakeups import Wakeup, wakeups
from shared.contracts.questions import DeadlineRecomputed

logger = logging.getLogger(__name__)
BATCH = 500
_FIRST = UUID(int=0)


class OpenCase(msgspec.Struct, frozen=True, kw_only=True):
    """An open question on an older calendar, held by this transaction, with its whole history."""

    question_id: UUID
    agency_id: UUID | None
    version: int
    due_at: datetime
    breach_told: bool
    policy_version: str
    calendar_version: str
    history: Sequence[Fact]


class NewTerm(msgspec.Struct, frozen=True, kw_only=True):
    """What a case gets; `moved` when the answer is due at another time than was said."""

    case: OpenCase
    deadline: Deadline
    wakeups: Sequence[Wakeup]
    calendar_version: str
    moved: bool
    lifted: bool


class OpenCases(Protocol):
    """Open questions by the calendar that their terms were derived with."""

    async def replaced_calendars(self) -> Sequence[tuple[str, str]]:
        """Former versions, each with the newest that has days of it."""

    async def claim(self, calendar_version: str, after: UUID, limit: int) -> Sequence[OpenCase]:
        """In the order of their ids; what somebody else holds is left for the next time."""

    async def write(self, terms: Sequence[NewTerm], now: datetime) -> None:
        """All of them at once."""


class RederivingUnit(UnitOfWork, Protocol):
    """One batch."""

    @property
    def open_cases(self) -> OpenCases:
        """Open questions by calendar."""

    @property
    def audit(self) -> Record:
        """What the service did by itself, too."""


async def rederive(new_uow: Callable[[], RederivingUnit], batch: int = BATCH) -> int:
    """Each batch is one transaction: whoever dies leaves the rest to others. The number of questions."""
    return await through(new_uow, _batch, batch)


U = TypeVar("U", bound="RederivingUnit")
Batch = Callable[[U, tuple[str, str], UUID, int], Awaitable[tuple[UUID | None, int]]]
"""One transaction: from a former calendar to the newest, after an id, so many; where the next one begins."""


async def through(new_uow: Callable[[], U], one: Batch[U], limit: int) -> int:
    """Batch after batch for every calendar that was replaced; how many got new terms."""
    async with new_uow() as uow:
        replaced = await uow.open_cases.replaced_calendars()
    done = 0
    for versions in replaced:
        after: UUID | None = _FIRST
        while after is not None:
            async with new_uow() as uow:
                after, written = await one(uow, versions, after, limit)
            done += written
    return done


async def _batch(
    uow: RederivingUnit, versions: tuple[str, str], after: UUID, limit: int
) -> tuple[UUID | None, int]:
    """Where the next batch begins, if there is one, and how many got new terms."""
    cases = await uow.open_cases.claim(versions[0], after, limit)
    found = [await _again(case, versions[1], uow) for case in cases]
    terms = [term for term in found if term is not None]
    await uow.open_cases.write(terms, uow.now())
    for term in terms:
        if term.moved:
            _tell(term, uow)
    return (cases[-1].question_id if len(cases) == limit else None), len(terms)


async def _again(case: OpenCase, calendar_version: str, uow: RederivingUnit) -> NewTerm | None:
    """None where the newest calendar does not reach so far, or the facts make no sense: then all stays."""
    rules: Rules = await uow.rulebook.rules(case.policy_version, calendar_version)
    try:
        clock: Clock = derive(case.history, rules.policy, rules.calendar)
        found = wakeups(clock, rules.policy, rules.calendar)
    except (CalendarTooShort, InvalidHistory) as error:
        logger.warning("question %s keeps its calendar: %s", case.question_id, error)
        return None
    deadline = clock.answer.deadline
    moved = deadline.due_at != case.due_at
    return NewTerm(
        case=case,
        deadline=deadline,
        wakeups=found,
        calendar_version=calendar_version,
        moved=moved,
        lifted=moved and case.breach_told and deadline.met_by(uow.now()),
    )


def _tell(term: NewTerm, uow: RederivingUnit) -> None:
    case = term.case
    uow.outbox.add(
        DeadlineRecomputed(
            aggregate_version=case.version + 1,
            question_id=case.question_id,
            agency_id=case.agency_id,
            previous_due_at=case.due_at,
            due_at=term.deadline.due_at,
            cause="calendar",
            breach_lifted=term.lifted,
            calendar_version=term.calendar_version,
            recomputed_at=uow.now(),
        )
    )
    detail = {
        "from": f"{case.due_at.isoformat()} {case.calendar_version}",
        "to": f"{term.deadline.due_at.isoformat()} {term.calendar_version}",
    }
    uow.audit.add("deadline.recomputed", "question", case.question_id, None, detail)

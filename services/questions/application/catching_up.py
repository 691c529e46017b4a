"""Questions that were open before inner terms were kept get theirs once, before their next act."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.questions.application.ports import UnitOfWork
from services.questions.application.rederiving import OpenCase
from services.questions.domain.clock import derive
from services.questions.domain.errors import CalendarTooShort
from services.questions.domain.timeline import InvalidHistory
from services.questions.domain.wakeups import Wakeup, wakeups

logger = logging.getLogger(__name__)
BATCH = 500


class Backlog(Protocol):
    """Questions whose wakeups are still to be derived; migration 0011 and `seed` put them there."""

    async def claim(self, limit: int) -> Sequence[OpenCase]:
        """What somebody else holds is left for the next time."""

    async def settle(self, found: Mapping[UUID, Sequence[Wakeup]], now: datetime) -> None:
        """Stores the wakeups and takes the questions off the list."""


class CatchingUpUnit(UnitOfWork, Protocol):
    """One batch."""

    @property
    def backlog(self) -> Backlog:
        """What is still to be derived."""


async def catch_up(new_uow: Callable[[], CatchingUpUnit], batch: int = BATCH) -> int:
    """Each batch is one transaction: whoever dies leaves the rest to others. The number of questions.

    What is late already is told by the next sweep, as after any standstill.
    """
    done = 0
    while True:
        async with new_uow() as uow:
            cases = await uow.backlog.claim(batch)
            found = {case.question_id: await _wakeups(case, uow) for case in cases}
            await uow.backlog.settle(found, uow.now())
        done += len(cases)
        if len(cases) < batch:
            return done


async def _wakeups(case: OpenCase, uow: UnitOfWork) -> Sequence[Wakeup]:
    """None where the calendar ends before its terms, or the facts make no sense: the next act tries again."""
    rules = await uow.rulebook.rules(case.policy_version, case.calendar_version)
    try:
        clock = derive(case.history, rules.policy, rules.calendar)
        return wakeups(clock, rules.policy, rules.calendar)
    except (CalendarTooShort, InvalidHistory) as error:
        logger.warning("question %s gets no inner terms: %s", case.question_id, error)
        return ()

"""After a change of the calendar the publications that wait are due anew; their answers stay as judged."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.questions.application.rederiving import BATCH, OpenCase, RederivingUnit, through
from services.questions.domain.clock import derive
from services.questions.domain.errors import CalendarTooShort
from services.questions.domain.terms import TargetKind
from services.questions.domain.timeline import InvalidHistory
from services.questions.domain.wakeups import Wakeup, target_wakeup

logger = logging.getLogger(__name__)


class PublishTerms(Protocol):
    """Publications that wait, by the calendar that their terms were derived with."""

    async def claim(self, calendar_version: str, after: UUID, limit: int) -> Sequence[OpenCase]:
        """In the order of their questions; `due_at` is the publication's."""

    async def write(self, found: Mapping[UUID, Wakeup], calendar_version: str, now: datetime) -> None:
        """All of them at once."""


class PublishingUnit(RederivingUnit, Protocol):
    """One batch."""

    @property
    def publish_terms(self) -> PublishTerms:
        """Publications that wait."""


async def rederive_publication(new_uow: Callable[[], PublishingUnit], batch: int = BATCH) -> int:
    """As `rederive` does it, for questions that are closed: the number of terms."""
    return await through(new_uow, _batch, batch)


async def _batch(
    uow: PublishingUnit, versions: tuple[str, str], after: UUID, limit: int
) -> tuple[UUID | None, int]:
    cases = await uow.publish_terms.claim(versions[0], after, limit)
    found = {case.question_id: await _again(case, versions[1], uow) for case in cases}
    known = {question_id: wakeup for question_id, wakeup in found.items() if wakeup is not None}
    await uow.publish_terms.write(known, versions[1], uow.now())
    for case in cases:
        new = known.get(case.question_id)
        if new is not None and new.due_at != case.due_at:
            _record(case, new, versions[1], uow)
    return (cases[-1].question_id if len(cases) == limit else None), len(known)


async def _again(case: OpenCase, calendar_version: str, uow: PublishingUnit) -> Wakeup | None:
    """None where the newest calendar does not reach so far, or the facts make no sense: then all stays."""
    rules = await uow.rulebook.rules(case.policy_version, calendar_version)
    try:
        target = derive(case.history, rules.policy, rules.calendar).target(TargetKind.PUBLISH)
    except (CalendarTooShort, InvalidHistory) as error:
        logger.warning("publication of %s keeps its calendar: %s", case.question_id, error)
        return None
    return None if target is None else target_wakeup(target)


def _record(case: OpenCase, new: Wakeup, calendar_version: str, uow: PublishingUnit) -> None:
    detail = {
        "from": f"{case.due_at.isoformat()} {case.calendar_version}",
        "to": f"{new.due_at.isoformat()} {calendar_version}",
    }
    uow.audit.add("publication.recomputed", "question", case.question_id, None, detail)

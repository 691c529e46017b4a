"""The queue of a desk: typed tasks, the most urgent first."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import msgspec

from services.questions.application.desk.views import DeskView, TaskCount, TaskView, desk_view
from services.questions.domain.desk import OF_AGENCY, OF_CENTRE, OPERATIONS_CENTRE, TaskKind, desk_of
from services.questions.domain.desk_errors import PersonNeeded, TaskNotOfDesk
from services.questions.domain.visibility import Reader
from shared.clock import PROVINCE_ZONE

Place = tuple[datetime, UUID]
"""The last item of a page: what is late first, the id where two are late at one instant."""


class HeldBy(StrEnum):
    """Whose work is shown."""

    ANYBODY = "anybody"
    ME = "me"
    NOBODY = "nobody"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a desk's queue."""

    desk_id: UUID
    kinds: tuple[TaskKind, ...]
    held_by: HeldBy
    account_id: UUID | None
    now: datetime
    end_of_day: datetime


class Queue(Protocol):
    """SQL that fills the queue's views."""

    async def tasks(self, wanted: Wanted, after: Place | None, limit: int) -> Sequence[TaskView]:
        """Up to `limit` questions with at least one of the wanted tasks."""

    async def counts(self, wanted: Wanted) -> Sequence[TaskCount]:
        """How many have each task, up to a bound."""


async def read_tasks(
    reader: Reader,
    account_id: UUID | None,
    task: TaskKind | None,
    held_by: HeldBy,
    now: datetime,
    *,
    queue: Queue,
    after: Place | None,
    limit: int,
) -> Sequence[TaskView]:
    """One page of the reader's own desk; raises NotAtYourDesk, TaskNotOfDesk or PersonNeeded."""
    wanted = _wanted(reader, now)
    if task is not None:
        if task not in wanted.kinds:
            raise TaskNotOfDesk(field="task", task=task.value)
        wanted = msgspec.structs.replace(wanted, kinds=(task,))
    if held_by is HeldBy.ME and account_id is None:
        raise PersonNeeded
    wanted = msgspec.structs.replace(wanted, held_by=held_by, account_id=account_id)
    return await queue.tasks(wanted, after, limit)


async def read_desk(reader: Reader, now: datetime, queue: Queue) -> DeskView:
    """The reader's desk at a glance; raises NotAtYourDesk."""
    wanted = _wanted(reader, now)
    return desk_view(wanted.desk_id, list(await queue.counts(wanted)))


def _wanted(reader: Reader, now: datetime) -> Wanted:
    desk_id = desk_of(reader)
    today = now.astimezone(PROVINCE_ZONE).date()
    return Wanted(
        desk_id=desk_id,
        kinds=OF_CENTRE if desk_id == OPERATIONS_CENTRE else OF_AGENCY,
        held_by=HeldBy.ANYBODY,
        account_id=None,
        now=now,
        end_of_day=datetime.combine(today + timedelta(days=1), time.min, PROVINCE_ZONE),
    )

"""Workers of the tests' own small service."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from shared.clock import Clock
from shared.contracts.questions import QuestionAccepted
from shared.ids import uuid7
from shared.messaging import BatchSubscription, Periodic, Retry, Subscription, Worker
from shared.messaging.subscriptions import Handler
from shared.messaging.worker import Busy
from shared.persistence import Database, SqlUnitOfWork
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry
from tests.shared.bus import eventually
from tests.shared.chassis import note

AT_ONCE = Retry((0.05, 0.1, 0.15), outage_seconds=0.2)
DURABLE = "questions-question-accepted"


class Refused(Exception):
    """The handler could not do it."""


async def take_note(event: QuestionAccepted, _cause: UUID, uow: SqlUnitOfWork) -> None:
    """The effect of a message: one row."""
    uow.insert(note, id=uuid7(), title=str(event.question_id)[:20])


def failing(times: int, attempts: list[float]) -> Handler:
    """A handler that fails the first `times` times, half of its work done, and keeps when it was called."""

    async def handle(event: QuestionAccepted, cause: UUID, uow: SqlUnitOfWork) -> None:
        attempts.append(asyncio.get_running_loop().time())
        await take_note(event, cause, uow)
        if len(attempts) <= times:
            raise Refused("100 % không, and\nno again")

    return handle


def subscription(handler: Handler = take_note, *, workers: int = 1) -> Subscription:
    """To the events that tests/shared/chassis.py makes."""
    return Subscription(QuestionAccepted, DURABLE, handler, workers)


class Workers:
    """Makes workers on one database and one bus."""

    def __init__(self, store: Database, settings: ServiceSettings, clock: Clock) -> None:
        self.store, self.settings, self.clock = store, settings, clock
        self.unit: Callable[[], SqlUnitOfWork] = lambda: SqlUnitOfWork(store, clock, "46")

    def make(
        self,
        *subscriptions: Subscription | BatchSubscription,
        periodic: Sequence[Periodic] = (),
        busy: Sequence[Busy] = (),
        telemetry: Telemetry | None = None,
        retry: Retry = AT_ONCE,
    ) -> Worker:
        """A worker that is not running yet."""
        return Worker(
            "questions",
            self.settings,
            self.store,
            subscriptions,
            self.unit,
            periodic,
            busy=busy,
            telemetry=telemetry,
            clock=self.clock,
            retry=retry,
        )

    @asynccontextmanager
    async def running(
        self, *subscriptions: Subscription | BatchSubscription, **options: object
    ) -> AsyncIterator[Worker]:
        """A worker that is connected."""
        worker = self.make(*subscriptions, **options)  # type: ignore[arg-type]  # handed on as they are
        async with worker.running():
            await eventually(worker.ready)
            yield worker

"""Database in, network out: what waits in the queues is sent, no endpoint behind another."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.distribution.application.handlers.deliveries import settle_rounds
from services.distribution.application.ports.deliveries import Claimed, DeliveryUnit, Pending
from services.distribution.domain.model.deliveries import Attempt, Reply, RetrySchedule, Round
from shared.persistence.errors import is_outage

logger = logging.getLogger(__name__)

_POLL_SECONDS = 0.2
_BREATH_SECONDS = 0.01
_MOST_CLAIMED = 100
_MOST_SETTLED = 200
_PATIENCE_SECONDS = 1.0
_LAST_SECONDS = 5.0


class ClaimsQueues(Protocol):
    """Where the work comes from; `wakeup` is set when there may be some."""

    wakeup: asyncio.Event

    async def claim(self, limit: int, *, troubled: bool) -> Sequence[Claimed]:
        """Endpoints that nobody else sends to for a while."""
        ...


@dataclass(frozen=True)
class Lane:
    """`capacity` endpoints are sent to at once, and up to `waiting` more that have not answered for a second.

    Endpoints that failed last time have a lane of their own.
    """

    troubled: bool
    capacity: int
    waiting: int


class Dispatcher:
    """Works until cancelled; a second one in another process takes what this one has not claimed."""

    def __init__(
        self,
        claims: ClaimsQueues,
        send: Callable[[Claimed, Pending], Awaitable[Reply]],
        provide_uow: Callable[[], DeliveryUnit],
        schedule: RetrySchedule,
        lanes: Sequence[Lane],
        count: Callable[[Sequence[Round]], None],
    ) -> None:
        self._claims, self._send, self._provide_uow, self._schedule = claims, send, provide_uow, schedule
        self._count = count
        self._running: dict[Lane, dict[asyncio.Task[None], float]] = {lane: {} for lane in lanes}
        self._done: asyncio.Queue[Round | None] = asyncio.Queue()

    async def run(self) -> None:
        """Until cancelled; what was sent by then is recorded, what was not is given back."""
        recorder = asyncio.create_task(self._record())
        try:
            while True:
                self._claims.wakeup.clear()
                started = [await self._fill(lane) for lane in self._running]
                if not any(started):
                    await self._pause()
                if recorder.done():
                    recorder.result()
        finally:
            await self._stop(recorder)

    async def _fill(self, lane: Lane) -> bool:
        running, now = self._running[lane], asyncio.get_running_loop().time()
        fresh = sum(now - began < _PATIENCE_SECONDS for began in running.values())
        free = min(lane.capacity - fresh, lane.capacity + lane.waiting - len(running), _MOST_CLAIMED)
        claimed = await self._claims.claim(free, troubled=lane.troubled) if free > 0 else ()
        for each in claimed:
            task = asyncio.create_task(self._empty(each))
            running[task] = now
            task.add_done_callback(lambda done: self._ended(running, done))
        return bool(claimed)

    def _ended(self, running: dict[asyncio.Task[None], float], task: asyncio.Task[None]) -> None:
        del running[task]
        self._claims.wakeup.set()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(_POLL_SECONDS):
                await self._claims.wakeup.wait()
        except TimeoutError:
            return
        await asyncio.sleep(_BREATH_SECONDS)

    async def _empty(self, claimed: Claimed) -> None:
        """One after another, until one fails; those behind it wait for it."""
        attempts: list[Attempt] = []
        try:
            for pending in claimed.pending:
                reply = await self._reply(claimed, pending)
                attempts.append(self._schedule.attempt(pending.delivery_id, pending.attempts + 1, reply))
                if not reply.accepted:
                    return
        finally:
            self._done.put_nowait(Round(claimed.endpoint_id, claimed.lease, attempts))

    async def _reply(self, claimed: Claimed, pending: Pending) -> Reply:
        try:
            return await self._send(claimed, pending)
        except Exception as error:
            logger.exception("delivery %s failed here", pending.delivery_id)
            return Reply(error=type(error).__name__)

    async def _record(self) -> None:
        """Many at once while the last ones are being written; None is the end."""
        ended = False
        while not ended:
            done = [await self._done.get()]
            while not self._done.empty() and len(done) < _MOST_SETTLED:
                done.append(self._done.get_nowait())
            ended = None in done
            rounds = [each for each in done if each is not None]
            if rounds:
                await self._settle(rounds)

    async def _settle(self, rounds: Sequence[Round]) -> None:
        """A database that is away is waited for; if leases end before that, receivers hear it again."""
        while True:
            try:
                await settle_rounds(rounds, self._provide_uow())
                return self._count(rounds)
            except Exception as error:
                if not is_outage(error):
                    raise
                logger.warning("deliveries not recorded yet: %s", type(error).__name__)
            await asyncio.sleep(1)

    async def _stop(self, recorder: asyncio.Task[None]) -> None:
        tasks = [task for running in self._running.values() for task in running]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._done.put_nowait(None)
        await asyncio.wait([recorder], timeout=_LAST_SECONDS)
        recorder.cancel()

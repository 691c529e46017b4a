"""Bus in: four whole streams in batches, and who is suspended; what the worker runs and the bus permits."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn
from uuid import UUID

from services.metrics.application.commands import ApplyEvents, ChangeStanding
from services.metrics.application.facts import CONSUMED
from services.metrics.application.handlers import apply_events, change_standing
from services.metrics.application.ports import UnitOfWork
from shared.contracts.identity import AccreditationRestored, AccreditationSuspended
from shared.messaging import BatchSubscription, Delivery, Subscription
from shared.messaging.access import revocations
from shared.messaging.history import HistoryConsumer

STREAMS = ("identity", "questions", "distribution", "events")


async def on_batch(provide_uow: Callable[[], UnitOfWork], deliveries: Sequence[Delivery]) -> None:
    """Everything that has come, in one statement."""
    await apply_events(ApplyEvents([(one.cause, one.event) for one in deliveries]), provide_uow())


async def on_accreditation_suspended(event: AccreditationSuspended, _cause: UUID, uow: UnitOfWork) -> None:
    """The account may not act from now on."""
    command = ChangeStanding(
        account_id=event.account_id,
        suspended=True,
        since=event.suspended_at,
        version=event.aggregate_version,
    )
    await change_standing(command, uow)


async def on_accreditation_restored(event: AccreditationRestored, _cause: UUID, uow: UnitOfWork) -> None:
    """The account may act again."""
    command = ChangeStanding(
        account_id=event.account_id,
        suspended=False,
        since=event.restored_at,
        version=event.aggregate_version,
    )
    await change_standing(command, uow)


def subscriptions(provide_uow: Callable[[], UnitOfWork]) -> tuple[Subscription | BatchSubscription, ...]:
    """What the worker runs; a batch makes its own transaction, so it needs to know where."""
    batches = (
        BatchSubscription(
            stream,
            f"metrics-{stream}",
            partial(on_batch, provide_uow),
            events=tuple(event for event in CONSUMED if event.publisher() == stream),
        )
        for stream in STREAMS
    )
    return (
        *batches,
        revocations("metrics"),
        Subscription(AccreditationSuspended, "metrics-accreditation-suspended", on_accreditation_suspended),
        Subscription(AccreditationRestored, "metrics-accreditation-restored", on_accreditation_restored),
    )


def _described_only() -> NoReturn:
    raise RuntimeError("SUBSCRIPTIONS describe what is consumed; create_worker makes those that run")


SUBSCRIPTIONS = subscriptions(_described_only)
HISTORIES = tuple(HistoryConsumer("metrics", stream) for stream in STREAMS)
"""What a rebuild reads."""

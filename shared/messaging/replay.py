"""`python -m services.<name> replay-dead-letter`: hands letters to their handlers again (docs/runbooks)."""

import argparse
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from nats.aio.msg import Msg
from nats.errors import TimeoutError as NatsTimeout
from nats.js import JetStreamContext
from nats.js.errors import FetchTimeoutError

from shared.messaging.batch import BatchSubscription
from shared.messaging.broker import ensure_consumers, inbox
from shared.messaging.consumer import ProvideUow, apply
from shared.messaging.dead_letters import DeadLetter, read
from shared.messaging.delivery import open_message_of
from shared.messaging.history import reading
from shared.messaging.retry import reason
from shared.messaging.subscriptions import DeadLetterConsumer, Subscription
from shared.settings import ServiceSettings

MOST = 1000
"""Letters looked at in one call; the rest comes with the next."""
_QUIET_SECONDS = 2.0


class NoSubscription(Exception):
    """The consumer that gave the letter up is not one of this service any more."""


def parser() -> argparse.ArgumentParser:
    """--list, --all, or --seq N."""
    arguments = argparse.ArgumentParser(prog="replay-dead-letter")
    which = arguments.add_mutually_exclusive_group(required=True)
    which.add_argument("--list", action="store_true", help="show the letters and change nothing")
    which.add_argument("--all", action="store_true", help="replay every letter")
    which.add_argument("--seq", type=int, help="replay the letter with this number")
    return arguments


@asynccontextmanager
async def _letters(service: str, settings: ServiceSettings) -> AsyncIterator[list[tuple[Msg, DeadLetter]]]:
    async with reading(service, settings) as js:
        consumer = DeadLetterConsumer(service)
        await ensure_consumers(js, [consumer])
        messages = await _fetch(js, consumer, f"{inbox(service)}.".encode())
        yield [(message, read(message)) for message in messages]
        for message in messages:
            if not message.is_acked:
                await message.nak()
        # Its answer says that the server has got what went before it.
        await js.consumer_info(consumer.stream, consumer.durable)


async def _fetch(js: JetStreamContext, consumer: DeadLetterConsumer, prefix: bytes) -> list[Msg]:
    info = await js.consumer_info(consumer.stream, consumer.durable)
    there = min((info.num_pending or 0) + (info.num_ack_pending or 0), MOST)
    source = await js.pull_subscribe_bind(
        durable=consumer.durable, stream=consumer.stream, inbox_prefix=prefix
    )
    messages: list[Msg] = []
    # Letters that somebody else is replaying at this moment do not come.
    with suppress(NatsTimeout, FetchTimeoutError, TimeoutError):
        while len(messages) < there:
            messages += await source.fetch(there - len(messages), timeout=_QUIET_SECONDS)
    return messages


async def _replay(
    letter: DeadLetter, subscriptions: Sequence[Subscription | BatchSubscription], provide_uow: ProvideUow
) -> None:
    for subscription in subscriptions:
        if subscription.durable != letter.consumer:
            continue
        if isinstance(subscription, Subscription):
            await apply(subscription, provide_uow, letter.headers, letter.payload)
        else:
            await subscription.apply([open_message_of(letter.headers, letter.payload, letter.origin)])
        return
    raise NoSubscription(letter.consumer)


async def replay_dead_letters(
    service: str,
    settings: ServiceSettings,
    subscriptions: Sequence[Subscription | BatchSubscription],
    provide_uow: ProvideUow,
    *,
    sequence: int | None = None,
    replay: bool = True,
    say: Callable[[str], None] = print,
) -> int:
    """Replays all letters, or the one numbered `sequence`; with `replay=False` only shows them.

    A letter is deleted when its handler has succeeded. The answer is the number that failed again.
    Raises BusAway when the bus is not there.
    """
    failed = 0
    async with _letters(service, settings) as letters:
        for message, letter in letters:
            if sequence is not None and letter.sequence != sequence:
                continue
            if not replay:
                say(_line(letter))
                continue
            error = await _try(letter, subscriptions, provide_uow)
            if error is None:
                await message.ack_sync()
            failed += error is not None
            outcome = f"failed again: {reason(error)}" if error else "replayed"
            say(f"{_line(letter)}\n  {outcome}")
    return failed


def _line(letter: DeadLetter) -> str:
    return f"{letter.sequence}  {letter.failed_at}  {letter.consumer}  {letter.subject}  {letter.reason}"


async def _try(
    letter: DeadLetter, subscriptions: Sequence[Subscription | BatchSubscription], provide_uow: ProvideUow
) -> Exception | None:
    try:
        await _replay(letter, subscriptions, provide_uow)
    except Exception as error:  # noqa: BLE001 - the operator is told, the letter stays
        return error
    return None

"""Messages as no publisher of ours would send them, and the dead letters that become of them."""

import asyncio
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from nats.aio.msg import Msg
from nats.js import JetStreamContext

from deploy.local.place import CHECKOUT
from shared.contracts import registry
from shared.contracts.cloudevents import MESSAGE_ID
from shared.contracts.event import Event
from shared.ids import uuid7
from shared.messaging.streams import DEAD_LETTERS
from tests.faults.press import headers_of
from tests.faults.running import Running
from tests.shared.bus import stored

_REASON = "caunoi-dead-letter-reason"


async def about(js: JetStreamContext, event: type[Event], ids: Sequence[UUID]) -> list[Msg]:
    """The messages of one type about these aggregates."""
    wanted = set(map(str, ids))
    every = await stored(js, event.publisher(), subject=event.type_name())
    return [message for message in every if (message.headers or {})["ce-subject"] in wanted]


async def repeat(js: JetStreamContext, messages: Sequence[Msg], times: int) -> None:
    """The same events so many times more; under other message ids, or the bus itself would drop them."""
    for message in messages:
        for _ in range(times):
            headers = {**(message.headers or {}), MESSAGE_ID: str(uuid7())}
            await js.publish(message.subject, message.data, headers=headers)


async def poison(js: JetStreamContext, event: Event) -> None:
    """Three messages in the place of `event`: half its JSON, a number for its id, none of its headers."""
    whole = registry.encode(event)
    broken = msgspec.json.encode({**msgspec.json.decode(whole), type(event).__aggregate__: 17})
    for payload in (whole[: len(whole) // 2], broken):
        await js.publish(event.type_name(), payload, headers=headers_of(event))
    await js.publish(event.type_name(), whole)


@dataclass(frozen=True)
class Letter:
    """A dead letter as it lies on its stream."""

    sequence: int
    service: str
    consumer: str
    reason: str


async def dead(js: JetStreamContext) -> list[Letter]:
    """Every dead letter, in order; a work queue can only be looked at by number."""
    state = (await js.stream_info(DEAD_LETTERS)).state
    found = []
    for sequence in range(state.first_seq, state.last_seq + 1) if state.messages else ():
        message = await js.get_msg(DEAD_LETTERS, sequence)
        _, service, consumer = str(message.subject).split(".")
        found.append(Letter(sequence, service, consumer, (message.headers or {})[_REASON]))
    return found


async def replay(process: Running, option: str) -> tuple[int, str]:
    """`python -m services.<name> replay-dead-letter <option>`: its exit status and what it says."""
    command = [sys.executable, "-m", f"services.{process.service}", "replay-dead-letter", option]
    ended = await asyncio.to_thread(
        subprocess.run,
        command,
        cwd=CHECKOUT,
        env=process.environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    return ended.returncode, ended.stdout

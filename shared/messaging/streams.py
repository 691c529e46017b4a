"""The streams of the suite; only deploy/ and tests declare them (docs/adr/0009)."""

from dataclasses import replace

from faststream.nats import JStream
from nats.js import JetStreamContext
from nats.js.api import RetentionPolicy, StorageType, StoreCompression, StreamConfig
from nats.js.errors import NotFoundError

from shared.contracts.registry import PUBLISHERS

DEAD_LETTERS = "dead-letters"
DUPLICATE_WINDOW_SECONDS = 20 * 60
"""Longer than a relay's usual outage; what comes later is caught by the inbox."""


def _events_of(publisher: str) -> StreamConfig:
    return StreamConfig(
        name=publisher,
        description=f"Every event of the {publisher} service, kept for ever: projections rebuild from it",
        subjects=[f"{publisher}.>"],
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        compression=StoreCompression.S2,
        duplicate_window=DUPLICATE_WINDOW_SECONDS,
        allow_direct=True,
    )


STREAMS: tuple[StreamConfig, ...] = (
    *(_events_of(publisher) for publisher in PUBLISHERS),
    StreamConfig(
        name=DEAD_LETTERS,
        description="Messages that a consumer gave up on, until their replay has succeeded",
        subjects=[f"{DEAD_LETTERS}.>"],
        retention=RetentionPolicy.WORK_QUEUE,
        storage=StorageType.FILE,
        compression=StoreCompression.S2,
        duplicate_window=DUPLICATE_WINDOW_SECONDS,
        allow_direct=True,
    ),
)


async def declare(js: JetStreamContext, *, replicas: int = 1) -> None:
    """Creates the streams or brings them to their configuration; needs the operator's permissions."""
    for stream in STREAMS:
        wanted = replace(stream, num_replicas=replicas)
        try:
            await js.stream_info(str(stream.name))
        except NotFoundError:
            await js.add_stream(wanted)
        else:
            await js.update_stream(wanted)


def stream(name: str) -> JStream:
    """FastStream's name for a stream; never one that it would declare (it rewrites the configuration)."""
    return JStream(name, declare=False)

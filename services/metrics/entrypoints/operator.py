"""What an operator may run: `rebuild` and `waiting`."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from services.metrics.adapters.generations import SqlGenerations
from services.metrics.adapters.history import StreamHistory
from services.metrics.adapters.queries import SqlFigures
from services.metrics.application import handlers
from services.metrics.domain.errors import RebuildRunning
from services.metrics.entrypoints.subscribers import STREAMS
from services.metrics.settings import Settings
from shared.messaging.bus import BusAway
from shared.messaging.history import history, reading
from shared.persistence import Database
from shared.persistence.errors import is_outage

_SAY_EVERY = 10_000


async def rebuild(settings: Settings, arguments: Sequence[str]) -> int:
    """Build the figures anew from the streams and switch over; 1 when it failed and the old ones stay."""
    argparse.ArgumentParser(prog="rebuild", description=rebuild.__doc__).parse_args(arguments)
    database = Database(settings.database_url)
    try:
        async with reading("metrics", settings) as js:
            histories = [StreamHistory(name, partial(history, js, "metrics", name)) for name in STREAMS]
            applied = await handlers.rebuild(SqlGenerations(database), histories, Progress().tell)
    except RebuildRunning as error:
        return _failed(str(error))
    except BusAway as error:
        return _failed(f"the bus is away, the figures were kept as they are: {error}")
    except Exception as error:
        if is_outage(error):
            return _failed(f"the database is away, the figures were kept as they are: {error}")
        raise
    finally:
        await database.close()
    sys.stdout.write(f"rebuilt from {applied} events\n")
    return 0


async def waiting(settings: Settings, arguments: Sequence[str]) -> int:
    """List what refers to something not yet heard of: what it is, and its id."""
    argparse.ArgumentParser(prog="waiting", description=waiting.__doc__).parse_args(arguments)
    database = Database(settings.database_url)
    try:
        for what, identifier in await SqlFigures(database).what_waits():
            sys.stdout.write(f"{what}  {identifier}\n")
    finally:
        await database.close()
    return 0


class Progress:
    """A line for every ten thousand events."""

    def __init__(self) -> None:
        self._applied = 0

    def tell(self, stream: str, count: int) -> None:
        """After each batch."""
        before, self._applied = self._applied, self._applied + count
        if before // _SAY_EVERY != self._applied // _SAY_EVERY:
            sys.stdout.write(f"{stream}: {self._applied} events\n")
            sys.stdout.flush()


def _failed(reason: str) -> int:
    sys.stderr.write(f"rebuild: {reason}\n")
    return 1


COMMANDS = {"rebuild": rebuild, "waiting": waiting}

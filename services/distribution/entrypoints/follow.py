"""`python -m services.distribution follow URL`: another province's log, verified and kept."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

import httpx

from services.distribution.adapters.chain import LogBroken
from services.distribution.adapters.following import Follower, NotALog, Remote, base_of
from services.distribution.adapters.repositories.followed import FollowedLog
from services.distribution.settings import Settings
from shared.clock import clock_from
from shared.persistence import Database

_SECONDS = 30.0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m services.distribution follow")
    parser.add_argument("url", help="the other suite's origin, or its .../distribution/v1/log")
    parser.add_argument("--every", type=float, metavar="SECONDS", help="go on, looking that often")
    parser.add_argument("--verify", action="store_true", help="verify again what is stored; fetch nothing")
    return parser.parse_args(arguments)


async def follow(settings: Settings, arguments: Sequence[str]) -> int:
    """0 when it is caught up, 1 with a line on standard error that says what is wrong with the log."""
    options = _options(arguments)
    database = Database(settings.database_url)
    try:
        base = base_of(options.url)
        async with httpx.AsyncClient(timeout=_SECONDS, trust_env=False) as http:
            follower = Follower(FollowedLog(database, base), Remote(http, base), _say)
            if options.verify:
                _say(f"{base}: {await follower.verify_again()} entries are as they were signed")
                return 0
            return await _go_on(follower, base, settings, options.every)
    except (LogBroken, NotALog, httpx.HTTPError) as error:
        _complain(options.url, error)
        return 1
    finally:
        await database.close()


async def _go_on(follower: Follower, base: str, settings: Settings, every: float | None) -> int:
    """Once, or for ever: then a server that is away is told, and asked again at the next turn."""
    clock = clock_from(settings.clock)
    while True:
        try:
            _say(f"{base}: {await follower.catch_up(clock.now())} new entries")
        except httpx.HTTPError as error:
            if every is None or not _passes(error):
                raise
            _complain(base, error)
        if every is None:
            return 0
        await asyncio.sleep(every)


def _passes(error: httpx.HTTPError) -> bool:
    return not isinstance(error, httpx.HTTPStatusError) or error.response.is_server_error


def _complain(url: str, error: Exception) -> None:
    sys.stderr.write(f"distribution follow: {url}: {str(error) or type(error).__name__}\n")
    sys.stderr.flush()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()

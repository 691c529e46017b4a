"""python -m deploy.pilot [--exit] [--fresh] [--port N]: play the season, compare the figures, stay up."""

import argparse
import asyncio
import os
import signal
import sys
import time
from datetime import datetime

import httpx
import msgspec

from deploy.local.errors import LauncherError
from deploy.local.place import Place
from deploy.local.seed.identity import administrator
from deploy.local.simulators.person import SignInFailed
from deploy.pilot import figures, suite, terms
from deploy.pilot.addresses import opened
from deploy.pilot.applicants import NeverAnswered
from deploy.pilot.caller import Caller, Refused
from deploy.pilot.cast import Casting
from deploy.pilot.conductor import Conductor, NeverIdle
from deploy.pilot.conference_play import ConferencePlay, WrongAtTheDoor
from deploy.pilot.material import releases
from deploy.pilot.people import Person
from deploy.pilot.play import QuestionPlay
from deploy.pilot.release_play import ReleasePlay
from deploy.pilot.season import BEGINS, ENDS, questions
from shared.clock import PROVINCE_ZONE

_DIFFERS = 1
_BROKEN = 2
_BROKE_OFF = (
    LauncherError,
    Refused,
    SignInFailed,
    NeverIdle,
    NeverAnswered,
    WrongAtTheDoor,
    terms.NobodyWasTold,
    httpx.HTTPError,
)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class _Progress:
    """One line a week of the season."""

    def __init__(self) -> None:
        self._week = -1
        self._began = time.monotonic()

    def __call__(self, instant: datetime) -> None:
        week = (instant - BEGINS).days // 7
        if week != self._week:
            self._week = week
            day = instant.astimezone(PROVINCE_ZONE)
            _say(f"week {week + 1:>2}  {day:%a %d/%m/%Y}  ({time.monotonic() - self._began:.0f} s)")


async def play(where: Place, url: str) -> bool:
    """The whole season; whether the figures hold."""
    # The suite closes what was idle for five seconds; who is busy may send just then, so we close earlier.
    limits = httpx.Limits(max_connections=16, keepalive_expiry=1)
    # A busy afternoon queues for the connections; only an answer that does not come is an error.
    patience = httpx.Timeout(60, pool=None)
    async with httpx.AsyncClient(base_url=url, timeout=patience, limits=limits) as http:
        conductor = Conductor(suite.clock_file(where), http)
        app = suite.backend(where, url)
        people = suite.population(where)
        cast = await Casting(http, app, people, Person(*administrator()), _say).assemble()
        await conductor.settle(BEGINS)
        plan = questions()
        asked_on = {one.follows: one for one in plan}
        for planned in plan:
            if planned.follows is None:
                QuestionPlay(planned, cast, conductor, asked_on.get(planned.number)).begin()
        for release in releases():
            ReleasePlay(release, cast, conductor).begin()
        ConferencePlay(cast, conductor).begin()
        await conductor.play(ENDS, _Progress())
        rows = await _figures(cast.leader)
        missed = await terms.missed(cast)
        conductor.release(ENDS)
        where_to_look = await opened(url, cast.leader)
    _say(f"\n{missed}\n\n{figures.table(rows)}\n\n{where_to_look}\n")
    return all(holds for *_, holds in rows)


async def _figures(leader: Caller) -> list[tuple[str, str, str, bool]]:
    overview = await leader.get("/metrics/v1/overview")
    return figures.compare(msgspec.convert(overview, figures.Computed), figures.reported())


async def demonstrate(options: argparse.Namespace) -> int:
    """The exit status: 0 when the figures hold, 1 when one differs, 2 when the play broke off."""
    began = time.monotonic()
    url = f"http://127.0.0.1:{options.port}"
    try:
        where = suite.begin_afresh(forget=options.fresh)
        with suite.running(options.port) as child:
            await suite.ready(child, url)
            holds = await play(where, url)
            _say(
                f"ten weeks in {time.monotonic() - began:.0f} s; {'all figures hold' if holds else 'DIFFERS'}"
            )
            if not options.exit:
                _say(f"the suite stays up at {url}, its clock going on from the last day; Ctrl-C ends it")
                await asyncio.to_thread(child.wait)
    except _BROKE_OFF as error:
        sys.stderr.write(f"demo: {type(error).__name__}: {error}\n")
        return _BROKEN
    return 0 if holds else _DIFFERS


def main(arguments: list[str]) -> int:
    """Run the demonstration; Ctrl-C is an orderly end."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--exit", action="store_true", help="end when the figures are printed")
    parser.add_argument("--fresh", action="store_true", help="forget the data of an earlier `make run`")
    parser.add_argument("--port", type=int, default=8000)
    # Whoever stops us by SIGTERM wants what Ctrl-C does: the suite stopped too.
    signal.signal(signal.SIGTERM, lambda *_: os.kill(os.getpid(), signal.SIGINT))
    try:
        return asyncio.run(demonstrate(parser.parse_args(arguments)))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

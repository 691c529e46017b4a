"""How many terms the clock counts a second, alone and from a history of 50 facts, beside bare loops."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bench.figure import Figure, middle, table
from bench.floors.dates import end_of
from services.questions.domain import history as facts
from services.questions.domain.clock import derive
from services.questions.domain.deadline import due
from services.questions.domain.terms import DeadlinePolicy, PauseReason, Term, TermKind
from shared.ids import uuid7
from tests.questions.rules import hue, hue_calendar, policy_of

TERMS, HISTORIES, ROUNDS = 2_000, 400, 5
BEGIN, DAYS = hue("2023-01-02 09:00"), 2_500
"""More days than the clock keeps in memory, so that each term is really counted."""


def received(number: int) -> datetime:
    """An instant in office hours of another day each time."""
    return (BEGIN + timedelta(days=number * 7 % DAYS, minutes=number % 300)).astimezone(UTC)


def history_of(start: datetime) -> list[facts.Fact]:
    """Fifty facts: transfers, pauses of some hours each, two extensions, an answer."""
    agencies = [uuid7() for _ in range(3)]
    found: list[facts.Fact] = [facts.Received(start)]
    at = start
    for number in range(23):
        at += timedelta(hours=5)
        found.append(facts.Paused(at, PauseReason.CLARIFICATION))
        at += timedelta(hours=3)
        found.append(facts.Resumed(at))
        if number in (5, 15):
            found.append(facts.Routed(at, agencies[number % 3]))
    found.append(facts.Extended(at, uuid7(), amount=Term(TermKind.WORKING_DAYS, 5)))
    return found


def rate(count: int, one: Callable[[int], object]) -> float:
    """Calls a second."""
    begun = time.perf_counter()
    for number in range(count):
        one(number)
    return count / (time.perf_counter() - begun)


def in_turn(count: int, ours: Callable[[int], object], floor: Callable[[int], object]) -> tuple[float, float]:
    """The medians of ours and of the floor, each round one after the other."""
    rounds = [(rate(count, ours), rate(count, floor)) for _ in range(ROUNDS)]
    return middle([one for one, _ in rounds]), middle([other for _, other in rounds])


def of_kind(policy: DeadlinePolicy, name: str) -> Figure:
    """One kind of term; the floor finds the same day by a bare loop over dates and a set."""
    calendar = hue_calendar()
    instants = [received(number) for number in range(TERMS)]
    length = policy.term.amount if policy.term.kind.in_days else policy.term.amount // 8
    worked = {day.date for day in map(calendar.day, _every_day()) if day.works}

    def ours(number: int) -> object:
        return due(instants[number], policy, calendar)

    def bare(number: int) -> object:
        return end_of(instants[number], length, worked)

    value, floor = in_turn(TERMS, ours, bare)
    return Figure(
        name, value, "terms/s", floor, ">= 5,000", value >= 5_000, "with its trace, not from memory"
    )


def _every_day() -> list[date]:
    calendar, days = hue_calendar(), list[date]()
    day = calendar.first
    while day <= calendar.last:
        days.append(day)
        day += timedelta(days=1)
    return days


def of_fifty() -> Figure:
    """The floor is the one term at the end of it all, counted without a history."""
    policy, calendar = policy_of(TermKind.WORKING_DAYS, 5), hue_calendar()
    histories = [history_of(received(number)) for number in range(HISTORIES)]

    def ours(number: int) -> object:
        return derive(histories[number], policy, calendar)

    def bare(number: int) -> object:
        return due(histories[number][0].at, policy, calendar)

    value, floor = in_turn(HISTORIES, ours, bare)
    note = f"{len(histories[0])} facts: pauses, transfers, an extension"
    return Figure("clock, history of 50", value, "histories/s", floor, ">= 1,000", value >= 1_000, note)


async def measure() -> list[Figure]:
    """Nothing but the processor is used."""
    return [
        of_kind(policy_of(TermKind.WORKING_DAYS, 5), "due, 5 working days"),
        of_kind(policy_of(TermKind.OFFICE_HOURS, 40), "due, 40 office hours"),
        of_fifty(),
    ]


if __name__ == "__main__":
    print(table(asyncio.run(measure())))

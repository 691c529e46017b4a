"""Reading from a provider: once for all who ask, and not again at once after a failure."""

import asyncio

import pytest

from services.identity.adapters.flight import Flight, ProviderUnavailable


class Provider:
    """Answers when told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.now = 0.0
        self.gate = asyncio.Event()
        self.works = True

    async def read(self) -> int:
        self.asked += 1
        await self.gate.wait()
        if not self.works:
            raise ProviderUnavailable("down")
        return self.asked

    def flight(self) -> Flight[int]:
        return Flight(self.read, lambda: self.now)


async def test_after_a_failure_nobody_asks_until_the_pause_is_over() -> None:
    provider = Provider()
    provider.works = False
    provider.gate.set()
    flight = provider.flight()
    for pause in (1, 2, 4, 8, 16, 30, 30):
        with pytest.raises(ProviderUnavailable, match="down"):
            await flight.fresh()
        asked = provider.asked
        provider.now += pause - 0.1
        with pytest.raises(ProviderUnavailable, match="just now"):
            await flight.fresh()
        assert provider.asked == asked
        provider.now += 0.1
    provider.works = True
    assert await flight.fresh() == provider.asked
    provider.works = False
    with pytest.raises(ProviderUnavailable):
        await flight.fresh()
    assert flight.value is not None


async def test_a_hundred_who_ask_at_once_cause_one_request_and_one_who_leaves_ends_it_for_nobody() -> None:
    provider = Provider()
    flight = provider.flight()
    waiting = [asyncio.create_task(flight.fresh()) for _ in range(100)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    provider.gate.set()
    answers = await asyncio.gather(*waiting[1:])
    assert (set(answers), provider.asked) == ({1}, 1)


async def test_what_was_read_goes_on_being_used_while_it_is_read_again() -> None:
    provider = Provider()
    flight = provider.flight()
    provider.gate.set()
    assert await flight.fresh() == 1
    provider.gate.clear()
    provider.now += 4000
    flight.behind()
    await asyncio.sleep(0)
    assert (flight.value, flight.age) == (1, 4000)
    provider.gate.set()
    await asyncio.sleep(0.01)
    assert (flight.value, flight.age) == (2, 0)

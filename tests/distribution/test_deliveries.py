"""Sending: what failing receivers cost the others, what a kill loses, and where nothing is sent."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from nats.js import JetStreamContext
from prometheus_client import CollectorRegistry

from deploy.local.environment import environment
from deploy.local.keyring import Keyring
from deploy.local.simulators.webhook_receiver import Behaviour, Receiver
from services.distribution.domain.model.deliveries import RetrySchedule
from services.distribution.entrypoints.worker import create_worker
from services.distribution.settings import Settings
from shared.contracts.distribution import DeliveryConfirmed
from shared.ids import uuid7
from shared.persistence import Database
from shared.settings import ServiceSettings
from tests.distribution.house import House
from tests.distribution.newsrooms import (
    FAST,
    endpoint,
    ledger,
    newsroom_admin,
    publication,
    receiving,
    sending,
    settings_of,
    until,
    verified,
)
from tests.settings import Reachable

SetUp = tuple[Receiver, str]


@pytest.fixture
async def receiver() -> AsyncIterator[SetUp]:
    async with receiving() as made:
        yield made


@pytest.fixture
def fast(service_settings: Callable[..., ServiceSettings]) -> Settings:
    return settings_of(service_settings)


def test_waiting_times_that_do_not_grow_are_refused() -> None:
    for text in ("5,1", "0,1", "", "a"):
        with pytest.raises(ValueError, match=r"grow|could not convert"):
            RetrySchedule.parse(text)


async def many(house: House, origin: str, number: int) -> dict[str, str]:
    """So many endpoints, each of its own newsroom: name to secret."""
    made = {}
    for index in range(number):
        name = f"n{index:03d}"
        who = newsroom_admin(house, uuid7())
        made[name] = (await endpoint(house, f"{origin}/hook/{name}", who, ["release.published"]))["secret"]
    return made


async def pending(house: House) -> int:
    rows = await house.database.fetch("SELECT count(*) AS n FROM deliveries WHERE status = 'pending'")
    return int(rows[0]["n"])


@pytest.mark.parametrize(
    "trouble", [Behaviour(status=500), Behaviour(seconds=30.0)], ids=["failing", "hanging"]
)
async def test_failing_and_hanging_endpoints_do_not_delay_the_healthy_ones(
    house: House, receiver: SetUp, service_settings: Callable[..., ServiceSettings], trouble: Behaviour
) -> None:
    taken, origin = receiver
    secrets = await many(house, origin, 100)
    troubled = {name for name in secrets if int(name[1:]) % 20 == 0}
    for name in troubled:
        taken.behaviours[name] = trouble
    healthy = set(secrets) - troubled
    patient = settings_of(service_settings, WEBHOOK_TIMEOUT_SECONDS="60", DELIVERY_LEASE_SECONDS="120")
    async with sending(patient, house.office):
        for _ in range(2):
            event = publication(house)
            await house.hear(event)
            await until(partial(_all_got, taken, str(event.release_id), healthy))
            await until(lambda: all(taken.most_at_once[name] for name in troubled))
        answered = {each.name for each in taken.received}
        assert answered == (healthy if trouble.seconds else healthy | troubled), "the hanging ones hang still"
    for received in taken.received:
        verified(received, secrets[received.name])


def _all_got(taken: Receiver, release_id: str, wanted: set[str]) -> bool:
    return wanted <= {each.name for each in taken.received if release_id in each.body}


def _has(taken: Receiver, number: int) -> bool:
    return len(taken.received) >= number


async def test_a_redirect_is_a_failure_and_is_not_followed(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    taken.behaviours["app"] = Behaviour(status=307, location=f"{origin}/hook/inside")
    made = await endpoint(house, f"{origin}/hook/app")
    async with sending(fast, house.office):
        await house.hear(publication(house))
        await until(lambda: _all_done(house, made["id"]))
    assert taken.of("inside") == []
    line = (await ledger(house, made["id"]))[0]
    assert (line["status"], line["last_status"], line["attempts"]) == ("failed", 307, 4)


async def _all_done(house: House, endpoint_id: str) -> bool:
    return all(line["status"] != "pending" for line in await ledger(house, endpoint_id))


async def test_where_loopback_is_not_permitted_nothing_is_sent_there(
    house: House, receiver: SetUp, service_settings: Callable[..., ServiceSettings]
) -> None:
    taken, origin = receiver
    made = await endpoint(house, f"{origin}/hook/app")
    strict = settings_of(service_settings, ALLOW_LOCAL_WEBHOOKS="false")
    async with sending(strict, house.office):
        await house.hear(publication(house))
        await until(lambda: _all_done(house, made["id"]))
    assert taken.received == []
    assert {line["last_error"] for line in await ledger(house, made["id"])} == {"forbidden address"}


async def test_a_long_answer_is_cut_off_and_an_absent_server_is_a_failure(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    taken.behaviours["long"] = Behaviour(status=200, body_bytes=5_000_000)
    long = await endpoint(house, f"{origin}/hook/long", topics=["release.published"])
    absent = await endpoint(house, "http://127.0.0.1:1/hook", topics=["release.published"])
    async with sending(fast, house.office):
        await house.hear(publication(house))
        await until(lambda: _all_done(house, long["id"]))
        await until(lambda: _all_done(house, absent["id"]))
    assert (await ledger(house, long["id"]))[0]["status"] == "delivered"
    line = (await ledger(house, absent["id"]))[0]
    assert (line["status"], line["last_error"]) == ("failed", "no connection")


async def test_two_workers_send_each_message_once_and_never_two_at_once_to_one_endpoint(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    secrets = await many(house, origin, 20)
    for name in secrets:
        taken.behaviours[name] = Behaviour(seconds=0.01)
    events = [publication(house) for _ in range(5)]
    async with sending(fast, house.office), sending(fast, house.office):
        for event in events:
            await house.hear(event)
        await until(lambda: len(taken.received) >= 100)
        await until(lambda: _none(house))
    assert len(taken.received) == 100
    assert set(taken.most_at_once.values()) == {1}
    for name in secrets:
        order = [verified(each, secrets[name])["data"]["release_id"] for each in taken.of(name)]
        assert order == [str(event.release_id) for event in events]


async def _none(house: House) -> bool:
    return await pending(house) == 0


async def test_a_worker_that_is_stopped_records_what_it_sent_and_leaves_the_rest(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    await endpoint(house, f"{origin}/hook/app")
    taken.behaviours["app"] = Behaviour(seconds=0.2)
    for _ in range(4):
        await house.hear(publication(house))
    async with sending(fast, house.office):
        await until(lambda: len(taken.received) >= 2)
    left = await pending(house)
    assert left >= 1
    async with sending(fast, house.office):
        await until(lambda: _none(house), 5)
    ids = [each.headers["webhook-id"] for each in taken.received]
    assert len(set(ids)) == 4


WORKER = """
import asyncio, os, sys
from prometheus_client import CollectorRegistry
from services.distribution.entrypoints.delivery_parts import delivery_senders
from services.distribution.entrypoints.parts import office_of
from services.distribution.settings import Settings
from shared.settings import load

async def main():
    settings = load(Settings, os.environ)
    office = office_of(settings, None, None)
    senders = delivery_senders(settings, office, CollectorRegistry())
    await asyncio.gather(*(sender(None) for sender in senders.background))

asyncio.run(main())
"""


@pytest.mark.faults
async def test_after_kill_9_in_the_middle_none_is_missing_and_repeats_carry_the_same_id(
    house: House,
    receiver: SetUp,
    servers: Reachable,
    keyring: Keyring,
    database_urls: Mapping[str, str],
) -> None:
    taken, origin = receiver
    secrets = await many(house, origin, 30)
    for name in secrets:
        taken.behaviours[name] = Behaviour(seconds=0.05)
    events = [publication(house) for _ in range(4)]
    for event in events:
        await house.hear(event)
    environ = environment(
        "distribution",
        keyring,
        database_url=database_urls["distribution"],
        nats_url=servers.nats_url,
        seed_file=None,
        vneid_url="http://127.0.0.1:1",
    )
    for reached in (lambda: _has(taken, 25), lambda: _has(taken, 60), lambda: _none(house)):
        await _work_until_killed({**environ, **FAST, "DELIVERY_LEASE_SECONDS": "2"}, reached)
    wanted = {str(event.release_id) for event in events}
    for name, secret in secrets.items():
        told = [(each.headers["webhook-id"], verified(each, secret)) for each in taken.of(name)]
        assert {body["data"]["release_id"] for _, body in told} == wanted
        assert len({webhook_id for webhook_id, _ in told}) == len(events)
    confirmed = [each.delivery_id for each in await house.told() if isinstance(each, DeliveryConfirmed)]
    assert len(confirmed) == len(set(confirmed)) == 120


async def _work_until_killed(environ: Mapping[str, str], reached: Callable[[], Any]) -> None:
    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        WORKER,
        env={"PATH": os.defpath, "PYTHONPATH": str(Path(__file__).parents[2]), **environ},
    )
    try:
        await until(reached, 40)
    finally:
        worker.send_signal(signal.SIGKILL)
        await worker.wait()


async def test_a_release_goes_through_outbox_and_bus_to_the_receiver_before_the_worker_is_idle(
    house: House,
    receiver: SetUp,
    streams: JetStreamContext,
    fast: Settings,
    database: Callable[[str], Database],
) -> None:
    taken, origin = receiver
    secret = (await endpoint(house, f"{origin}/hook/app"))["secret"]
    worker = create_worker(fast, database=database("distribution"), clock=house.clock)
    async with worker.running():
        taken.behaviours["app"] = Behaviour(seconds=0.5)
        release = await house.published()
        await until(lambda: worker.idle(house.clock.now()), 20)
        assert (len(taken.received), await pending(house)) == (1, 0)
        await house.withdrawn(release)
        await until(lambda: _has(taken, 2), 20)
    told = [verified(each, secret) for each in taken.received]
    assert [body["type"] for body in told] == ["release.published", "release.withdrawn"]
    assert {body["data"]["release_id"] for body in told} == {release["id"]}


def test_the_settings_of_senders_are_checked_at_start(
    service_settings: Callable[..., ServiceSettings], house: House
) -> None:
    from services.distribution.entrypoints.delivery_parts import delivery_senders
    from shared.settings import InvalidSettings

    wrong: list[dict[str, Any]] = [
        {"DELIVERY_RETRY_SECONDS": "9,1"},
        {"DELIVERY_KEY_FILE": "/dev/null"},
        {"SMTP_HOST": "127.0.0.1", "SMTP_PASSWORD_FILE": "/nowhere"},
    ]
    for changes in wrong:
        with pytest.raises(InvalidSettings, match=list(changes)[-1]):
            delivery_senders(settings_of(service_settings, **changes), house.office, CollectorRegistry())

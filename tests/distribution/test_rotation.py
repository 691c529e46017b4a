"""A webhook's secret is changed while messages flow; a receiver says when to come again; what is counted."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from prometheus_client import CollectorRegistry
from standardwebhooks.webhooks import WebhookVerificationError

from deploy.local.simulators.webhook_receiver import Behaviour, Receiver
from services.distribution.adapters.webhooks.sender import retry_after
from services.distribution.domain.model.deliveries import LONGEST_WAIT, Reply, RetrySchedule
from services.distribution.domain.model.endpoints import BOTH_SECRETS
from services.distribution.settings import Settings
from shared.ids import uuid7
from shared.settings import ServiceSettings
from tests.distribution.house import Headers, House, problem
from tests.distribution.newsrooms import (
    endpoint,
    newsroom_admin,
    publication,
    receiving,
    sending,
    settings_of,
    super_app,
    until,
    verified,
)

NOW = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)
SetUp = tuple[Receiver, str]


@pytest.fixture
async def receiver() -> AsyncIterator[SetUp]:
    async with receiving() as made:
        yield made


@pytest.fixture
def fast(service_settings: Callable[..., ServiceSettings]) -> Settings:
    return settings_of(service_settings)


async def rotate(house: House, made: dict[str, Any], who: Headers, **headers: str) -> httpx.Response:
    given = {**who, "If-Match": f'"{made["version"]}"', **headers}
    return await house.http.post(f"/webhook-endpoints/{made['id']}/secret", headers=given)


async def test_nobody_else_changes_a_secret_nor_one_that_has_changed_meanwhile(house: House) -> None:
    made = await endpoint(house, "http://127.0.0.1:1/", newsroom_admin(house))
    address = f"/webhook-endpoints/{made['id']}/secret"
    problem(await house.http.post(address, headers=newsroom_admin(house)), 428, "version-required")
    problem(await rotate(house, made, super_app(house)), 404, "endpoint-not-found")
    problem(await rotate(house, made, newsroom_admin(house, uuid7())), 404, "endpoint-not-found")
    problem(await rotate(house, {**made, "version": 9}, newsroom_admin(house)), 412, "stale-version")


async def test_a_secret_is_shown_once_and_the_same_request_changes_it_once(house: House) -> None:
    made = await endpoint(house, "http://127.0.0.1:1/")
    first = await rotate(house, made, super_app(house), **{"Idempotency-Key": "doi-khoa"})
    again = await rotate(house, made, super_app(house), **{"Idempotency-Key": "doi-khoa"})
    assert first.json()["secret"].startswith("whsec_")
    assert first.json()["secret"] != made["secret"]
    assert (again.status_code, again.json()) == (200, {**first.json(), "secret": None})
    rows = await house.database.fetch("SELECT sealed_secret, former_secret FROM webhook_endpoints")
    assert first.json()["secret"].encode() not in rows[0]["sealed_secret"]
    assert made["secret"].encode() not in rows[0]["former_secret"]


async def test_for_a_day_both_secrets_verify_and_then_the_new_one_alone(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    made = await endpoint(house, f"{origin}/hook/a")
    await house.hear(publication(house))
    rotated = (await rotate(house, made, super_app(house))).json()
    ahead = datetime.fromisoformat(rotated["former_secret_until"]) - datetime.now(UTC)
    assert abs(ahead - BOTH_SECRETS) < timedelta(minutes=1)
    async with sending(fast, house.office):
        await until(lambda: len(taken.received) == 1)
        for secret in (made["secret"], rotated["secret"]):
            assert verified(taken.received[0], secret)["type"] == "release.published"
        await house.database.fetch("UPDATE webhook_endpoints SET former_until = now()")
        await house.hear(publication(house))
        await until(lambda: len(taken.received) == 2)
    assert verified(taken.received[1], rotated["secret"])["type"] == "release.published"
    with pytest.raises(WebhookVerificationError):
        verified(taken.received[1], made["secret"])


async def test_a_second_change_ends_the_first_secret_and_a_removed_webhook_keeps_none(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    first = await endpoint(house, f"{origin}/hook/a")
    second = (await rotate(house, first, super_app(house))).json()
    third = (await rotate(house, second, super_app(house))).json()
    async with sending(fast, house.office):
        await house.hear(publication(house))
        await until(lambda: len(taken.received) == 1)
    for one in (second, third):
        verified(taken.received[0], one["secret"])
    with pytest.raises(WebhookVerificationError):
        verified(taken.received[0], first["secret"])
    headers = {**super_app(house), "If-Match": f'"{third["version"]}"'}
    await house.http.delete(f"/webhook-endpoints/{first['id']}", headers=headers)
    rows = await house.database.fetch("SELECT sealed_secret, former_secret FROM webhook_endpoints")
    assert [tuple(row) for row in rows] == [(b"", None)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, None),
        ("", None),
        ("mai", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 40, None),
        ("Fri, 31 Dec 99999999999 23:59:59 GMT", None),
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta()),
        ("Mon, 21 Sep 2026 02:10:00 GMT", timedelta(minutes=10)),
        ("Mon, 21 Sep 2026 01:00:00 GMT", timedelta()),
    ],
)
def test_what_a_receiver_says_about_time_is_read_or_passed_over(
    said: str | None, meant: timedelta | None
) -> None:
    assert retry_after(said, NOW) == meant


def test_a_receiver_lengthens_the_wait_within_a_day_and_never_shortens_it() -> None:
    schedule = RetrySchedule.parse("60,600")
    for asked, waits in ((1, 60), (300, 300), (10**8, LONGEST_WAIT.total_seconds())):
        reply = Reply(status=503, wait=timedelta(seconds=asked))
        assert schedule.attempt(uuid7(), 1, reply).retry_in == timedelta(seconds=waits)
        assert schedule.attempt(uuid7(), 3, reply).retry_in is None


async def test_a_busy_receiver_is_left_alone_as_long_as_it_asks_and_all_is_counted(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    registry = CollectorRegistry()
    taken.behaviours["a"] = Behaviour(status=503, times=1, retry_after="2")
    taken.behaviours["b"] = Behaviour(status=410)
    await endpoint(house, f"{origin}/hook/a")
    await endpoint(house, f"{origin}/hook/b")
    async with sending(fast, house.office, registry):
        await house.hear(publication(house))
        await until(lambda: len(taken.of("a")) == 2)
        await until(lambda: counted(registry, "delivered") == 1)
    first, second = (int(each.headers["webhook-timestamp"]) for each in taken.of("a"))
    assert second - first >= 2
    assert (counted(registry, "retried"), counted(registry, "gone"), counted(registry, "failed")) == (1, 1, 0)


def counted(registry: CollectorRegistry, outcome: str) -> float | None:
    labels = {"kind": "webhook", "outcome": outcome}
    return registry.get_sample_value("caunoi_delivery_attempts_total", labels)

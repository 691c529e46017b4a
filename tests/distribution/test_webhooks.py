"""Webhooks: who may have one, what is sent, and what a failing receiver costs the others."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from standardwebhooks.webhooks import WebhookVerificationError

from deploy.local.simulators.webhook_receiver import Behaviour, Receiver
from services.distribution.settings import Settings
from shared.contracts.distribution import DeliveryConfirmed, ReleaseCorrected, ReleaseWithdrawn
from shared.contracts.golden import example
from shared.contracts.questions import AnswerPublished
from shared.contracts.registry import decode
from shared.ids import uuid7
from shared.settings import ServiceSettings
from tests.distribution.house import House, problem
from tests.distribution.newsrooms import (
    ALL_TOPICS,
    endpoint,
    ledger,
    newsroom_admin,
    publication,
    receiving,
    sending,
    settings_of,
    super_app,
    until,
    verified,
)

SetUp = tuple[Receiver, str]


@pytest.fixture
async def receiver() -> AsyncIterator[SetUp]:
    async with receiving() as made:
        yield made


@pytest.fixture
def fast(service_settings: Callable[..., ServiceSettings]) -> Settings:
    return settings_of(service_settings)


def correction(house: House, release_id: Any, version: int = 2) -> ReleaseCorrected:
    return ReleaseCorrected(
        aggregate_version=version,
        release_id=release_id,
        agency_id=house.agency,
        edition=version,
        corrected_at=house.clock.now(),
        content_hash="1" * 64,
    )


def withdrawal(house: House, release_id: Any, version: int = 2) -> ReleaseWithdrawn:
    return ReleaseWithdrawn(
        aggregate_version=version,
        release_id=release_id,
        agency_id=house.agency,
        edition=version,
        withdrawn_at=house.clock.now(),
    )


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://toasoan.vn/", "invalid-webhook-address"),
        ("https://10.0.0.1/", "forbidden-webhook-address"),
        ("https://169.254.169.254/", "forbidden-webhook-address"),
        ("https://[::ffff:10.0.0.1]/", "forbidden-webhook-address"),
    ],
)
async def test_an_address_inside_is_refused_and_nothing_is_kept(house: House, url: str, code: str) -> None:
    body = {"url": url, "topics": ALL_TOPICS}
    answer = await house.http.post("/webhook-endpoints", json=body, headers=super_app(house))
    problem(answer, 422, code, "url")
    assert await house.count("webhook_endpoints") == await house.count("delivery_queues") == 0


async def test_in_production_loopback_is_refused(make_house: Any) -> None:
    house = make_house(ALLOW_LOCAL_WEBHOOKS="false")
    for url in ("https://127.0.0.1/hook", "https://localhost/hook", "https://[::1]/hook"):
        body = {"url": url, "topics": ALL_TOPICS}
        answer = await house.http.post("/webhook-endpoints", json=body, headers=super_app(house))
        problem(answer, 422, "forbidden-webhook-address", "url")


async def test_only_administrators_of_newsrooms_and_machines_with_the_scope_have_webhooks(
    house: House,
) -> None:
    body = {"url": "http://127.0.0.1:1/", "topics": ALL_TOPICS}
    for who in (house.reporter(), house.officer(), {"Authorization": f"Bearer {house.issuer.machine('x')}"}):
        problem(await house.http.post("/webhook-endpoints", json=body, headers=who), 403, "forbidden")
    person = house.issuer.bearer(scope="webhooks:manage", client_id="super-app")
    problem(await house.http.post("/webhook-endpoints", json=body, headers=person), 403, "no-receiver")
    homeless = house.issuer.bearer("newsroom_admin")
    problem(await house.http.post("/webhook-endpoints", json=body, headers=homeless), 403, "no-receiver")


async def test_somebody_elses_webhook_is_not_found(house: House) -> None:
    made = await endpoint(house, "http://127.0.0.1:1/", newsroom_admin(house))
    address = f"/webhook-endpoints/{made['id']}"
    for who in (super_app(house), newsroom_admin(house, uuid7())):
        assert (await house.http.get("/webhook-endpoints", headers=who)).json() == []
        headers = {**who, "If-Match": '"1"'}
        problem(await house.http.get(address, headers=who), 404, "endpoint-not-found")
        problem(await house.http.get(f"{address}/deliveries", headers=who), 404, "endpoint-not-found")
        problem(await house.http.delete(address, headers=headers), 404, "endpoint-not-found")
        problem(await house.http.post(f"{address}/enabling", headers=headers), 404, "endpoint-not-found")


async def test_an_eleventh_webhook_and_a_second_at_one_address_are_refused(house: House) -> None:
    for number in range(10):
        await endpoint(house, f"http://127.0.0.1:1/{number}")
    body = {"url": "http://127.0.0.1:1/11", "topics": ALL_TOPICS}
    answer = await house.http.post("/webhook-endpoints", json=body, headers=super_app(house))
    problem(answer, 409, "too-many-endpoints")
    await endpoint(house, "http://127.0.0.1:1/0", newsroom_admin(house))
    body = {"url": "http://127.0.0.1:1/0", "topics": ALL_TOPICS}
    answer = await house.http.post("/webhook-endpoints", json=body, headers=newsroom_admin(house))
    problem(answer, 409, "endpoint-exists", "url")


async def test_the_secret_is_shown_once_and_kept_encrypted(house: House) -> None:
    body = {"url": "http://127.0.0.1:1/", "topics": ["release.published"]}
    headers = {**super_app(house), "Idempotency-Key": "one"}
    first = await house.http.post("/webhook-endpoints", json=body, headers=headers)
    again = await house.http.post("/webhook-endpoints", json=body, headers=headers)
    secret = first.json()["secret"]
    assert secret.startswith("whsec_")
    assert again.json() == {**first.json(), "secret": None}
    address = f"/webhook-endpoints/{first.json()['id']}"
    assert (await house.http.get(address, headers=super_app(house))).json()["secret"] is None
    rows = await house.database.fetch("SELECT sealed_secret FROM webhook_endpoints")
    answers = await house.database.fetch("SELECT body FROM idempotency")
    assert secret.removeprefix("whsec_").encode() not in rows[0][0] + answers[0][0]


async def test_a_release_and_an_answer_arrive_signed(house: House, receiver: SetUp, fast: Settings) -> None:
    taken, origin = receiver
    made = await endpoint(house, f"{origin}/hook/app")
    event = publication(house)
    answer = decode(AnswerPublished.type_name(), example(AnswerPublished.type_name()))
    assert isinstance(answer, AnswerPublished)
    async with sending(fast, house.office):
        await house.hear(event)
        await house.hear(answer)
        await until(lambda: len(taken.received) == 2)
        await until(lambda: _delivered(house, made["id"], 2))
    told = {body["type"]: body for body in (verified(each, made["secret"]) for each in taken.received)}
    assert told["release.published"]["data"]["release_id"] == str(event.release_id)
    assert told["release.published"]["data"]["headline"] == event.headline
    assert told["answer.published"]["data"]["question_id"] == str(answer.question_id)
    with pytest.raises(WebhookVerificationError):
        verified(taken.received[0], "whsec_" + "AAAA" * 8)
    confirmed = [each for each in await house.told() if isinstance(each, DeliveryConfirmed)]
    assert {each.release_id for each in confirmed} == {event.release_id, None}
    assert {each.endpoint_kind for each in confirmed} == {"webhook"}


async def _delivered(house: House, endpoint_id: str, number: int) -> bool:
    lines = await ledger(house, endpoint_id)
    return [line["status"] for line in lines] == ["delivered"] * number


async def test_what_was_not_asked_for_is_not_sent(house: House, receiver: SetUp, fast: Settings) -> None:
    taken, origin = receiver
    made = await endpoint(house, f"{origin}/hook/only", topics=["release.withdrawn"])
    event = publication(house)
    async with sending(fast, house.office):
        await house.hear(event)
        await house.hear(withdrawal(house, event.release_id))
        await until(lambda: len(taken.received) == 1)
    assert verified(taken.received[0], made["secret"])["type"] == "release.withdrawn"


async def test_a_message_heard_twice_is_sent_once(house: House, receiver: SetUp, fast: Settings) -> None:
    _, origin = receiver
    await endpoint(house, f"{origin}/hook/app")
    event, cause = publication(house), uuid7()
    assert await house.hear(event, cause)
    assert not await house.hear(event, cause)
    assert await house.count("deliveries") == 1


async def test_editions_arrive_in_order_however_the_bus_delivers_them(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    made = await endpoint(house, f"{origin}/hook/app")
    event = publication(house)
    await house.hear(withdrawal(house, event.release_id, 3))
    await house.hear(correction(house, event.release_id))
    assert await house.count("deliveries") == 0
    await house.hear(event)
    async with sending(fast, house.office):
        await until(lambda: len(taken.received) == 3)
    types = [verified(each, made["secret"])["type"] for each in taken.received]
    assert types == ["release.published", "release.corrected", "release.withdrawn"]
    assert taken.most_at_once["app"] == 1


async def test_a_failing_one_is_tried_again_with_the_same_id_and_those_behind_it_wait(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    taken.behaviours["app"] = Behaviour(status=500, times=2)
    made = await endpoint(house, f"{origin}/hook/app")
    first, second = publication(house), publication(house)
    async with sending(fast, house.office):
        await house.hear(first)
        await house.hear(second)
        await until(lambda: len(taken.received) == 4)
        await until(lambda: _delivered(house, made["id"], 2))
    told = [verified(each, made["secret"])["data"]["release_id"] for each in taken.received]
    assert told == [str(first.release_id)] * 3 + [str(second.release_id)]
    ids = [each.headers["webhook-id"] for each in taken.received]
    lines = await ledger(house, made["id"])
    assert ids == [f"msg_{lines[0]['id'].replace('-', '')}"] * 3 + [f"msg_{lines[1]['id'].replace('-', '')}"]
    assert [line["attempts"] for line in lines] == [3, 1]


async def test_one_that_never_works_is_given_up_and_the_next_one_has_its_turn(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    taken.behaviours["app"] = Behaviour(status=503, times=4)
    made = await endpoint(house, f"{origin}/hook/app")
    async with sending(fast, house.office):
        await house.hear(publication(house))
        await house.hear(publication(house))
        await until(lambda: len(taken.received) == 5)
        await until(lambda: _statuses(house, made["id"], ["failed", "delivered"]))
        failed = (await ledger(house, made["id"]))[0]
        assert (failed["last_status"], failed["attempts"]) == (503, 4)
        again = f"/webhook-endpoints/{made['id']}/deliveries/{failed['id']}/redelivery"
        assert (await house.http.post(again, headers=super_app(house))).status_code == 202
        await until(lambda: _statuses(house, made["id"], ["delivered", "delivered"]))
    assert taken.received[0].headers["webhook-id"] == taken.received[-1].headers["webhook-id"]


async def _statuses(house: House, endpoint_id: str, wanted: list[str]) -> bool:
    return [line["status"] for line in await ledger(house, endpoint_id)] == wanted


async def test_410_disables_and_the_owner_enables_again(
    house: House, receiver: SetUp, fast: Settings
) -> None:
    taken, origin = receiver
    taken.behaviours["app"] = Behaviour(status=410, times=1)
    made = await endpoint(house, f"{origin}/hook/app")
    address = f"/webhook-endpoints/{made['id']}"
    async with sending(fast, house.office):
        await house.hear(publication(house))
        await house.hear(publication(house))
        await until(lambda: _statuses(house, made["id"], ["failed", "dropped"]))
        await house.hear(publication(house))
        assert (await house.http.get(address, headers=super_app(house))).json()["status"] == "gone"
        assert len(await ledger(house, made["id"])) == 2
        line = (await ledger(house, made["id"]))[1]
        again = await house.http.post(
            f"{address}/deliveries/{line['id']}/redelivery", headers=super_app(house)
        )
        problem(again, 409, "endpoint-inactive")
        headers = {**super_app(house), "If-Match": '"1"'}
        problem(await house.http.post(f"{address}/enabling", headers=headers), 412, "stale-version")
        headers = {**super_app(house), "If-Match": '"2"'}
        assert (await house.http.post(f"{address}/enabling", headers=headers)).json()["status"] == "active"
        await house.hear(publication(house))
        await until(lambda: len(taken.received) == 2)


async def test_a_removed_webhook_gets_nothing_more_and_its_secret_is_gone(
    house: House, fast: Settings
) -> None:
    made = await endpoint(house, "http://127.0.0.1:1/hook")
    await house.hear(publication(house))
    headers = {**super_app(house), "If-Match": '"1"'}
    answer = await house.http.delete(f"/webhook-endpoints/{made['id']}", headers=headers)
    assert answer.status_code == 204
    rows = await house.database.fetch(
        "SELECT d.status, e.sealed_secret FROM deliveries d, webhook_endpoints e"
    )
    assert [tuple(row) for row in rows] == [("dropped", b"")]
    assert (await house.http.get("/webhook-endpoints", headers=super_app(house))).json() == []
    await endpoint(house, "http://127.0.0.1:1/hook")

"""A command that is sent twice acts once, whatever the order, and answers the same both times."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from shared.clock import RealClock
from shared.persistence import Database
from shared.web import idempotency
from tests.shared.web.expect import fields, problem
from tests.tokens import Issuer

NOTES = "/notes/v1/notes"


async def count(store: Database, table: str) -> int:
    return int((await store.fetch(f"SELECT count(*) FROM {table}"))[0][0])


def keyed(headers: dict[str, str], key: str = "one") -> dict[str, str]:
    return headers | {"Idempotency-Key": key}


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "é".encode(), b"\xff", "a\tb"])
async def test_a_key_that_is_none_is_refused(
    api: httpx.AsyncClient, issuer: Issuer, key: str | bytes
) -> None:
    raw = key if isinstance(key, bytes) else key.encode()
    headers = httpx.Headers([*httpx.Headers(issuer.bearer("reporter")).raw, (b"Idempotency-Key", raw)])
    document = problem(await api.post(NOTES, json={"title": "a"}, headers=headers), 400, "invalid-parameter")
    assert fields(document) == ["Idempotency-Key"]


async def test_the_same_key_with_another_body_is_refused(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    headers = keyed(issuer.bearer("reporter"))
    assert (await api.post(NOTES, json={"title": "a"}, headers=headers)).status_code == 201
    answer = await api.post(NOTES, json={"title": "b"}, headers=headers)
    problem(answer, 422, "idempotency-key-reused")
    assert await count(store, "note") == 1


async def test_a_command_that_broke_a_rule_keeps_no_answer(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    headers = keyed(issuer.bearer("reporter"))
    problem(await api.post(NOTES, json={"title": "gone"}, headers=headers), 410, "note-is-gone")
    assert await count(store, "idempotency") == 0
    assert (await api.post(NOTES, json={"title": "a"}, headers=headers)).status_code == 201


async def test_the_same_request_gets_the_same_answer_and_acts_once(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    headers = keyed(issuer.bearer("reporter"))
    first = await api.post(NOTES, json={"title": "a"}, headers=headers)
    again = await api.post(NOTES, json={"title": "a"}, headers=headers)
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    for name in ("etag", "location", "content-type"):
        assert first.headers[name] == again.headers[name]
    assert first.headers["etag"] == '"1"'
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert await count(store, "note") == 1
    assert await count(store, "outbox") == 1


async def test_ten_at_once_act_once(api: httpx.AsyncClient, issuer: Issuer, store: Database) -> None:
    headers = keyed(issuer.bearer("reporter"))
    answers = await asyncio.gather(
        *(api.post(NOTES, json={"title": "slow"}, headers=headers) for _ in range(10))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert await count(store, "note") == 1
    assert await count(store, "outbox") == 1


async def test_a_key_belongs_to_its_account_and_client(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    for headers in (
        issuer.bearer("reporter"),
        issuer.bearer("reporter"),
        issuer.bearer("reporter", sub="01a20071-9751-71b5-bd51-55a32bc7e933"),
        issuer.bearer("reporter", sub="01a20071-9751-71b5-bd51-55a32bc7e933", act={"sub": "another"}),
    ):
        answer = await api.post(NOTES, json={"title": "a"}, headers=keyed(headers))
        assert "idempotency-replayed" not in answer.headers
    assert await count(store, "note") == 4


async def test_without_a_key_every_request_acts(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    for _ in range(2):
        assert (await api.post(NOTES, json={"title": "a"}, headers=issuer.bearer("reporter"))).is_success
    assert await count(store, "note") == 2
    assert await count(store, "idempotency") == 0


async def test_answers_are_forgotten_after_48_hours(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await api.post(NOTES, json={"title": "a"}, headers=keyed(issuer.bearer("reporter")))
    now = RealClock().now()
    await idempotency.purge(store, now + timedelta(hours=47, minutes=59))
    assert await count(store, "idempotency") == 1
    await idempotency.purge(store, now + timedelta(hours=48, minutes=1))
    assert await count(store, "idempotency") == 0


@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "one"}])
async def test_a_command_that_assumed_what_is_not_so_runs_again_without(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, key: dict[str, str]
) -> None:
    headers = issuer.bearer("reporter") | key
    answer = await api.post(NOTES, json={"title": "guessed"}, headers=headers)
    assert (answer.status_code, answer.json()["title"]) == (201, "guessed")
    assert (await count(store, "note"), await count(store, "outbox")) == (1, 1)

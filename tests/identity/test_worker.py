"""What identity says reaches the bus; what sign-ins leave behind is swept away."""

from datetime import UTC, datetime, timedelta

from nats.js import JetStreamContext

from services.identity.adapters.failures import purge_failures
from services.identity.adapters.vneid import purge_attempts
from services.identity.entrypoints.subscribers import SUBSCRIPTIONS
from services.identity.entrypoints.worker import create_worker
from tests.identity.house import API, House


async def _until_sent(house: House, js: JetStreamContext, messages: int) -> None:
    async with create_worker(house.settings, database=house.database, clock=house.clock).running():
        for _ in range(200):
            if (await js.stream_info("identity")).state.messages >= messages and not await house.events():
                return
            await house.database.fetch("SELECT pg_sleep(0.05)")
    raise AssertionError("the outbox was not relayed")


async def test_a_registered_newsroom_is_on_the_stream_once(house: House, streams: JetStreamContext) -> None:
    newsroom = await house.press_agency()
    await _until_sent(house, streams, 1)
    message = await streams.get_last_msg("identity", "identity.press_agency.registered.v1")
    assert (message.headers or {})["ce-subject"] == str(newsroom)
    assert (message.headers or {})["ce-source"] == "vn/46/identity"
    assert (await streams.stream_info("identity")).state.messages == 1


async def test_old_failures_and_attempts_are_forgotten(house: House) -> None:
    old = datetime.now(UTC) - timedelta(days=2)
    insert = "INSERT INTO sign_in_failure (key, failed_at) VALUES ('\\x00', $1), ('\\x01', now())"
    await house.database.fetch(insert, old)
    await house.http.get(f"{API}/sign-in")
    await house.database.fetch("UPDATE sign_in_attempt SET started_at = $1", old)
    await house.http.get(f"{API}/sign-in")
    await purge_failures(house.database)
    await purge_attempts(house.database)
    counts = "SELECT (SELECT count(*) FROM sign_in_failure), (SELECT count(*) FROM sign_in_attempt)"
    assert tuple((await house.database.fetch(counts))[0]) == (1, 1)


def test_identity_consumes_nothing() -> None:
    assert SUBSCRIPTIONS == ()

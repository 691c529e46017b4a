"""Least permissions on NATS, tried against a real server: mostly by what it refuses."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

import nats
import pytest
from nats.aio.client import Client
from nats.js.api import ConsumerConfig, StreamConfig
from nats.js.errors import APIError

from deploy.local.keyring import Keyring
from deploy.local.nats import NatsServer
from deploy.local.permissions import OPERATOR, operator_user, service_user
from deploy.local.temporary import temporary_place


@dataclass(frozen=True)
class Consumer:
    """A durable consumer as a subscription names it."""

    stream: str
    durable: str
    subject: str


SUBMITTED = "questions.question.submitted.v1"
CONSUMERS = {
    "questions": [Consumer("identity", "questions-agency-registered", "identity.agency.registered.v1")],
    "metrics": [Consumer("questions", "metrics-question-submitted", SUBMITTED)],
}
pytestmark = pytest.mark.servers
Connect = Callable[[str], Awaitable["Member"]]


class Member:
    """One signed-in user, and what the server has told it off for."""

    def __init__(self) -> None:
        self.client = Client()
        self.refusals: list[str] = []

    async def sign_in(self, url: str, user: str, seed: str) -> None:
        async def noted(error: Exception) -> None:
            self.refusals.append(str(error).lower())

        inbox = f"_INBOX_{user}".encode()
        await self.client.connect(url, nkeys_seed=seed, inbox_prefix=inbox, error_cb=noted)

    async def is_refused(self, attempt: Awaitable[object]) -> bool:
        """Whether the server called the attempt a violation; a permitted one that failed does not count."""
        before = len(self.refusals)
        await attempt
        # The server answers in order, so what it has to say about the attempt comes before this answer.
        await self.client.flush()
        await asyncio.sleep(0.01)
        return any("permissions violation" in text for text in self.refusals[before:])


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[NatsServer, Keyring]]:
    with temporary_place() as place:
        keyring = Keyring(place.root / "secrets")
        users = [service_user(name, keyring.public_key(name), own) for name, own in CONSUMERS.items()]
        nats_server = NatsServer(place, [*users, operator_user(keyring.public_key(OPERATOR))])
        nats_server.start()
        yield nats_server, keyring
        nats_server.stop()


@pytest.fixture
async def connect(server: tuple[NatsServer, Keyring]) -> AsyncIterator[Connect]:
    members: list[Member] = []

    async def sign_in(user: str) -> Member:
        member = Member()
        await member.sign_in(server[0].url, user, str(server[1].seed_file(user)))
        members.append(member)
        return member

    js = (await sign_in(OPERATOR)).client.jetstream()
    for name in ("identity", "questions", "dead-letters"):
        await js.add_stream(StreamConfig(name=name, subjects=[f"{name}.>"]))
    yield sign_in
    for name in ("identity", "questions", "dead-letters"):
        await js.delete_stream(name)
    for member in members:
        await member.client.close()


async def test_nobody_gets_in_without_a_key(server: tuple[NatsServer, Keyring]) -> None:
    with pytest.raises(nats.errors.Error, match=r"(?i)authorization"):
        await nats.connect(server[0].url, allow_reconnect=False)


async def test_an_unknown_key_does_not_get_in(server: tuple[NatsServer, Keyring]) -> None:
    stranger = server[1].seed_file("stranger")
    with pytest.raises(nats.errors.Error, match=r"(?i)authorization"):
        await nats.connect(server[0].url, nkeys_seed=str(stranger), allow_reconnect=False)


@pytest.mark.parametrize(
    "subject",
    [
        "identity.agency.registered.v1",
        "metrics.period.closed.v1",
        "dead-letters.identity.questions-agency-registered",
        "$JS.API.STREAM.DELETE.questions",
        "$JS.API.STREAM.PURGE.questions",
        "$JS.API.STREAM.UPDATE.questions",
        "$JS.API.STREAM.CREATE.intruder",
        "$JS.API.STREAM.MSG.GET.identity",
        "$JS.API.STREAM.MSG.DELETE.questions",
        "$JS.API.CONSUMER.CREATE.questions.metrics-question-submitted",
        f"$JS.API.CONSUMER.CREATE.questions.metrics-question-submitted.{SUBMITTED}",
        "$JS.API.CONSUMER.DURABLE.CREATE.questions.metrics-question-submitted",
        "$JS.API.CONSUMER.CREATE.identity.questions-agency-registered.identity.>",
        "$JS.API.CONSUMER.CREATE.identity.questions-other.identity.agency.registered.v1",
        "$JS.API.CONSUMER.MSG.NEXT.questions.metrics-question-submitted",
        "$JS.API.CONSUMER.DELETE.questions.metrics-question-submitted",
        "$JS.ACK.questions.metrics-question-submitted.1.1.1.1.1",
        "_INBOX_metrics.guess",
    ],
)
async def test_questions_may_not_say(subject: str, connect: Connect) -> None:
    questions = await connect("questions")
    assert await questions.is_refused(questions.client.publish(subject, b"{}"))


@pytest.mark.parametrize("subject", ["questions.>", "identity.>", ">", "_INBOX_metrics.>", "$JS.API.>"])
async def test_questions_may_not_listen_to(subject: str, connect: Connect) -> None:
    questions = await connect("questions")
    assert await questions.is_refused(questions.client.subscribe(subject))


async def test_a_wider_filter_hidden_under_an_allowed_name_is_refused(
    connect: Connect,
) -> None:
    questions = await connect("questions")
    wide = b'{"stream_name": "identity", "config": {"durable_name": "questions-agency-registered", \
"name": "questions-agency-registered", "filter_subject": "identity.>", "ack_policy": "explicit"}}'
    subject = "$JS.API.CONSUMER.CREATE.identity.questions-agency-registered.identity.agency.registered.v1"
    answer = await questions.client.request(subject, wide, timeout=1)
    assert b'"error"' in answer.data


async def test_questions_says_its_own_events_and_its_own_dead_letters(connect: Connect) -> None:
    questions = await connect("questions")
    js = questions.client.jetstream()
    assert not await questions.is_refused(js.publish(SUBMITTED, b"{}"))
    assert (await js.publish(SUBMITTED, b"{}")).stream == "questions"
    letter = "dead-letters.questions.questions-agency-registered"
    assert (await js.publish(letter, b"{}")).stream == "dead-letters"


async def test_metrics_makes_and_reads_the_consumer_that_is_its_own(connect: Connect) -> None:
    await (await connect("questions")).client.jetstream().publish(SUBMITTED, b"one")
    metrics = await connect("metrics")
    js, own = metrics.client.jetstream(), CONSUMERS["metrics"][0]
    config = ConsumerConfig(name=own.durable, durable_name=own.durable, filter_subject=own.subject)
    await js.add_consumer(own.stream, config)
    reader = await js.pull_subscribe_bind(own.durable, own.stream)
    (message,) = await reader.fetch(1, timeout=2)
    await message.ack_sync()
    assert message.data == b"one"
    assert (await js.consumer_info(own.stream, own.durable)).num_ack_pending == 0
    assert metrics.refusals == []


async def test_only_the_operator_changes_streams(connect: Connect) -> None:
    js = (await connect(OPERATOR)).client.jetstream()
    await js.add_stream(StreamConfig(name="spare", subjects=["spare.>"]))
    assert await js.delete_stream("spare")
    with pytest.raises(APIError):
        await js.stream_info("spare")

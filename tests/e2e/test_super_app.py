"""The example of a super-app's backend against the suite, straight and through the gateway of deploy/k8s."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from nats.js import JetStreamContext
from standardwebhooks import Webhook

from deploy.local.servers import SERVICES
from deploy.local.simulators.person import sign_in
from shared.ids import uuid7
from tests.cleaning import DatabaseCleaner, clean_streams
from tests.collector import Collector
from tests.e2e.company import Company
from tests.e2e.gateway import Behind, Gateway, behind, dials, listeners
from tests.e2e.releases import Desk
from tests.e2e.stage import Ground, Stage, in_one_task
from tests.e2e.story import BODY, REPLY, TITLE, Story
from tests.e2e.super_app import WEBHOOKS, Example, example
from tests.settings import Reachable
from tests.shared.bus import eventually

pytestmark = pytest.mark.e2e
ASKED = {"title": TITLE, "body": BODY}


@pytest.fixture(scope="module")
async def stage(
    servers: Reachable,
    database_urls: Mapping[str, str],
    cleaner: DatabaseCleaner,
    streams: JetStreamContext,
    tmp_path_factory: pytest.TempPathFactory,
    collector: Collector,
) -> AsyncIterator[Stage]:
    """Addresses of everything it sends out are the gateway's."""
    await cleaner.clean()
    await clean_streams(streams)
    folder = tmp_path_factory.mktemp("suite")
    with listeners(SERVICES) as sockets:
        gateway = Gateway(folder, dials(sockets))
        changes = {"PUBLIC_URL": gateway.url, "DELIVERY_RETRY_SECONDS": "0.3,1,5"}
        gateway.start()
        try:
            ground = Ground(servers, database_urls, folder, collector.endpoint, changes)
            async with in_one_task(behind(gateway, ground, sockets)) as running:
                yield running
        finally:
            gateway.stop()


@pytest.fixture(params=["straight", "through the gateway"])
def origin(request: pytest.FixtureRequest, stage: Behind) -> str:
    return stage.url if request.param == "through the gateway" else stage.inside.url


async def ask(app: Example, stage: Stage, company: Company, key: str = "") -> httpx.Response:
    """As the phone of the reporter does it, who has signed in at VNeID."""
    who = company.reporter
    token = await sign_in(stage.http, stage.backend, who.identifier, who.full_name)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key or str(uuid7())}
    return await app.http.post("/questions", json=ASKED, headers=headers)


async def test_a_question_asked_through_the_super_app_is_answered_there(
    origin: str, stage: Behind, company: Company, tmp_path: Path
) -> None:
    async with example(origin, stage.backend.client_secret, tmp_path, spoilt=1) as app:
        pressed = str(uuid7())
        asked = await ask(app, stage, company, pressed)
        assert asked.status_code == 201, asked.text
        again = await ask(app, stage, company, pressed)
        assert again.json() == asked.json()
        story = Story(company, asked.json()["id"], asked.json())
        for act in (story.route, story.accept, story.answer):
            await act()
        address = f"/answers/{story.id}"
        await stage.at_rest()
        assert (await app.http.get(address)).status_code == 404
        await story.publish()

        async def answered() -> bool:
            return (await app.http.get(address)).status_code == 200

        await eventually(answered, seconds=15)
        assert (await app.http.get(address)).json()["body"] == REPLY
        # The first had a byte changed on its way, was refused, and was sent again.
        assert [status for _, _, status in app.street.passed] == [401, 204]
        headers, body, _ = app.street.passed[-1]
        assert (await app.http.post(WEBHOOKS, content=body, headers=headers)).status_code == 204


async def test_what_cau_noi_refuses_reaches_the_phone_as_it_is(
    stage: Behind, company: Company, tmp_path: Path
) -> None:
    async with example(stage.url, stage.backend.client_secret, tmp_path) as app:
        headers = {"Authorization": "Bearer not.a.token", "Idempotency-Key": str(uuid7())}
        refused = await app.http.post("/questions", json=ASKED, headers=headers)
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")
        assert (await app.http.post("/questions", content=b"{", headers=headers)).status_code == 400
        long = await ask(app, stage, company, "x" * 300)
        assert (long.status_code, long.json()["status"]) == (400, 400)


async def test_deliveries_that_are_forged_or_old_are_refused(
    stage: Behind, company: Company, tmp_path: Path
) -> None:
    async with example(stage.url, stage.backend.client_secret, tmp_path) as app:
        question = (await ask(app, stage, company)).json()["id"]
        href = f"/questions/v1/questions/{question}/answer"
        told = {"type": "answer.published", "data": {"question_id": question, "href": href}}
        body, now = json.dumps(told), datetime.now(UTC)

        async def heard(secret: str, at: datetime, sent: str = body, **changes: str) -> int:
            headers = {
                "webhook-id": "msg_1",
                "webhook-timestamp": str(int(at.timestamp())),
                "webhook-signature": Webhook(secret).sign("msg_1", at, body),
            } | {name.replace("_", "-"): value for name, value in changes.items()}
            return (await app.http.post(WEBHOOKS, content=sent, headers=headers)).status_code

        other = "whsec_" + "A" * 43 + "="
        minutes = timedelta(minutes=1)
        assert await heard(other, now) == 401
        assert await heard(app.secret, now, sent=body.replace("answer", "onswer")) == 401
        assert await heard(app.secret, now - 6 * minutes) == await heard(app.secret, now + 6 * minutes) == 401
        assert await heard(app.secret, now, webhook_id="msg_2") == 401
        assert await heard(app.secret, now, webhook_timestamp=str(int(now.timestamp()) + 1)) == 401
        assert await heard(app.secret, now, webhook_signature="v1,") == 401
        assert (await app.http.post(WEBHOOKS, content=body)).status_code == 401
        # Rightly signed: it asks Cầu Nối, which shows nobody an answer before its publication.
        assert await heard(app.secret, now) == 404
        assert (await app.http.get(f"/answers/{question}")).status_code == 404


async def next_release(lines: AsyncIterator[str]) -> tuple[str, str]:
    """Id and content of the next event that tells a release."""
    identity = ""
    async with asyncio.timeout(10):
        async for line in lines:
            identity = line.removeprefix("id:").strip() if line.startswith("id:") else identity
            if line.startswith("data:"):
                return identity, line
    raise AssertionError("the stream has ended")


async def test_a_live_stream_comes_through_at_once_and_goes_on_after_the_gateway_was_away(
    stage: Behind, company: Company
) -> None:
    desk, address = Desk(stage, company), "/distribution/v1/inbox/stream"
    headers = {"Authorization": f"Bearer {company.reporter.token}"}
    async with stage.http.stream("GET", address, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.aiter_lines()
        await desk.publish("Bản tin thứ nhất")
        last, told = await next_release(lines)
        assert "Bản tin thứ nhất" in told
        stage.gateway.stop()
        try:
            with pytest.raises(httpx.TransportError):
                await next_release(lines)
        finally:
            stage.gateway.start()
    await desk.publish("Bản tin thứ hai")
    headers["Last-Event-ID"] = last
    async with stage.http.stream("GET", address, headers=headers) as answer:
        assert "Bản tin thứ hai" in (await next_release(answer.aiter_lines()))[1]


_INSIDE = [f"{prefix}/{name}" for prefix in ("", "/identity") for name in ("metrics", "livez", "readyz")]


@pytest.mark.parametrize(
    "path",
    [
        *_INSIDE,
        "/distribution/metrics/",
        "//distribution//metrics",
        "/distribution/v1/../metrics",
        "/distribution/v1/%2e%2e/metrics",
        "/distribution/v1/..%2fmetrics",
        "/distribution/v1/../../metrics",
        "/DISTRIBUTION/metrics",
        "/status.json",
        "/",
    ],
)
async def test_probes_and_counters_are_not_to_be_had_from_outside(stage: Behind, path: str) -> None:
    address = httpx.URL(stage.url, raw_path=path.encode())
    answer = await stage.http.get(address, follow_redirects=True)
    assert answer.status_code == 404
    assert "http_server_requests_total" not in answer.text
    own = await stage.http.get(f"http://127.0.0.1:{stage.apis['identity-api']}/metrics")
    assert "http_server_requests_total" in own.text


@asynccontextmanager
async def caller(address: str, url: str) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody at this address."""
    transport = httpx.AsyncHTTPTransport(local_address=address)
    async with httpx.AsyncClient(base_url=url, transport=transport, trust_env=False) as http:
        yield http


async def guess(http: httpx.AsyncClient, claimed: str) -> int:
    """What a wrong secret is answered to a caller who claims to come from there."""
    headers = {"X-Forwarded-For": claimed, "X-Real-IP": claimed, "Forwarded": f"for={claimed}"}
    form = {"grant_type": "client_credentials"}
    answer = await http.post(
        "/identity/v1/oauth/token", data=form, auth=("super-app", "wrong"), headers=headers
    )
    return answer.status_code


@pytest.fixture(params=[True, False], ids=["as Envoy appends", "as others replace"])
def gate(request: pytest.FixtureRequest, stage: Behind) -> Iterator[tuple[str, int]]:
    stage.gateway.stop()
    stage.gateway.start(appends=request.param)
    yield stage.url, 10 if request.param else 20
    stage.gateway.stop()
    stage.gateway.start()


async def test_nobody_takes_another_address_by_claiming_it(gate: tuple[str, int]) -> None:
    url, number = gate
    one, other = f"127.0.1.{number}", f"127.0.1.{number + 1}"
    async with caller(one, url) as guesser, caller(other, url) as neighbour:
        assert [await guess(guesser, f"203.0.113.{n}") for n in range(12)] == [401] * 10 + [429] * 2
        assert await guess(neighbour, one) == 401
        assert await guess(guesser, f"{other}, 127.0.0.1") == 429


async def test_whoever_comes_past_the_gateway_is_not_believed(stage: Behind) -> None:
    async with caller("127.0.1.30", f"http://127.0.0.1:{stage.apis['identity-api']}") as past:
        assert [await guess(past, f"203.0.113.{n}") for n in range(11)] == [401] * 10 + [429]

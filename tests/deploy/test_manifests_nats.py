"""The bus of the manifests: its files say what the code says, and three real servers run on them."""

import asyncio
import json
import re
import subprocess
import sysconfig
import time
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import nats
import pytest
import yaml
from nats.aio.client import Client
from nats.js.errors import ServiceUnavailableError

from deploy.k8s import generated, secrets
from deploy.k8s.kubectl import OVERLAYS
from deploy.local.keyring import Keyring
from deploy.local.processes import free_port
from deploy.local.servers import SERVICES
from shared.messaging.streams import STREAMS, declare
from tests.deploy.manifests import objects, of_kind

SERVERS = 3
Connect = Callable[[str], Awaitable[Client]]


def test_the_generated_files_are_what_the_code_says() -> None:
    assert [path.name for path in generated.differing()] == []


def test_a_changed_permission_or_stream_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "SERVICES", ("identity",))
    monkeypatch.setattr(generated, "STREAMS", STREAMS[:1])
    assert {path.name for path in generated.differing()} == {"users.conf", "streams.yaml"}


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_stream_of_the_table_is_asked_for_and_no_other(overlay: str) -> None:
    found = of_kind(overlay, "Stream")
    assert set(found) == {str(stream.name) for stream in STREAMS}
    replicas = of_kind(overlay, "StatefulSet")["nats"]["spec"]["replicas"]
    for stream in STREAMS:
        wanted = json.loads(json.dumps(generated.stream_object(stream)["spec"]))
        assert found[str(stream.name)]["spec"] == {**wanted, "replicas": replicas}


def test_every_variable_of_the_configuration_is_given() -> None:
    process = next(one for one in objects("production") if one["kind"] == "StatefulSet")
    (container,) = process["spec"]["template"]["spec"]["containers"]
    configuration = next(one for name, one in of_kind("production", "ConfigMap").items() if "nats" in name)
    used = set(re.findall(r"(?m)^[^#\"\n]*\$([A-Z_0-9]+)", "\n".join(configuration["data"].values())))
    own = {variable["name"] for variable in container["env"]}
    secret = {generated.key_variable(user) for user in (*SERVICES, generated.STREAM_KEEPER)}
    assert used == own | secret | {"ROUTES_PASSWORD"}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], Keyring]]:
    """Three servers on production's files; only addresses and folders are those of this machine."""
    folder = tmp_path_factory.mktemp("cluster")
    made = {one["metadata"]["name"]: one for one in yaml.safe_load_all(secrets.manifests(folder / "secrets"))}
    environ = {key: _decoded(value) for key, value in made["nats-server"]["data"].items()}
    routes = [free_port() for _ in range(SERVERS)]
    for number, port in enumerate(routes):
        environ[f"ROUTE_{number}"] = f'"nats-route://routes:{environ["ROUTES_PASSWORD"]}@127.0.0.1:{port}"'
    running, urls = [], []
    for number, port in enumerate(routes):
        home = folder / str(number)
        client = free_port()
        file = _configured(home, {4222: client, 6222: port, 8222: free_port()})
        program = [str(Path(sysconfig.get_path("scripts")) / "nats-server"), "-c", str(file)]
        with (home / "log").open("w") as log:
            environ["POD_NAME"] = f"nats-{number}"
            running.append(subprocess.Popen(program, env=environ, stdout=log, stderr=log))
        urls.append(f"nats://127.0.0.1:{client}")
    try:
        time.sleep(0.5)
        ended = [
            (folder / str(number) / "log").read_text() for number, one in enumerate(running) if one.poll()
        ]
        assert not ended, ended[0]
        yield urls, Keyring(folder / "secrets")
    finally:
        for server in running:
            server.kill()
            server.wait()


def _decoded(value: str) -> str:
    return b64decode(value).decode()


def _configured(home: Path, ports: dict[int, int]) -> Path:
    home.mkdir()
    (found,) = [one for name, one in of_kind("production", "ConfigMap").items() if name.startswith("nats-")]
    for name, text in found["data"].items():
        changed = text.replace('"/data"', f'"{home}/data"').replace("/var/run/nats/", f"{home}/")
        for port, own in ports.items():
            changed = changed.replace(f"0.0.0.0:{port}", f"127.0.0.1:{own}")
        (home / name).write_text(changed)
    return home / "nats.conf"


@pytest.mark.parametrize("drawn", ["1-a", "2026-x", "-a", "0x1", "1e", "true", "9" * 43, "_a", "a-b_c"])
def test_a_password_of_any_look_is_read(tmp_path: Path, drawn: str) -> None:
    folder = tmp_path / "secrets"
    Keyring(folder)
    (folder / "nats-routes.secret").write_text(drawn)
    made = {one["metadata"]["name"]: one for one in yaml.safe_load_all(secrets.manifests(folder))}
    environ = {key: _decoded(value) for key, value in made["nats-server"]["data"].items()}
    start = f'"nats-route://routes:{environ["ROUTES_PASSWORD"]}@127.0.0.1:'
    environ |= {f"ROUTE_{number}": f'{start}{number + 1}"' for number in range(SERVERS)}
    environ["POD_NAME"] = "nats-0"
    file = _configured(tmp_path / "home", {})
    program = [str(Path(sysconfig.get_path("scripts")) / "nats-server"), "-t", "-c", str(file)]
    checked = subprocess.run(program, env=environ, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


@pytest.fixture
async def connect(cluster: tuple[list[str], Keyring]) -> AsyncIterator[Connect]:
    urls, keyring = cluster
    async with AsyncExitStack() as stack:

        async def sign_in(user: str) -> Client:
            inbox = "_INBOX" if user == generated.STREAM_KEEPER else f"_INBOX_{user}"
            seed = str(keyring.seed_file(user))
            client = await nats.connect(
                urls,
                nkeys_seed=seed,
                inbox_prefix=inbox.encode(),
                error_cb=_unheard,
                max_reconnect_attempts=10,
            )
            stack.push_async_callback(client.close)
            return client

        yield sign_in


async def _unheard(_error: Exception) -> None:
    """A refusal is seen by what does not happen."""


async def declared(keeper: Client) -> None:
    """As soon as the three have found a leader."""
    for _ in range(100):
        try:
            await declare(keeper.jetstream(), replicas=SERVERS)
        except (ServiceUnavailableError, nats.errors.TimeoutError):
            await asyncio.sleep(0.1)
        else:
            return


async def test_nobody_gets_in_without_a_key(cluster: tuple[list[str], Keyring]) -> None:
    with pytest.raises(nats.errors.Error, match=r"(?i)authorization"):
        await nats.connect(cluster[0], allow_reconnect=False, max_reconnect_attempts=3)


async def test_the_stream_keeper_makes_streams_on_three_servers_and_deletes_none(connect: Connect) -> None:
    keeper = await connect(generated.STREAM_KEEPER)
    await declared(keeper)
    js = keeper.jetstream(timeout=0.5)
    for stream in STREAMS:
        assert (await js.stream_info(str(stream.name))).config.num_replicas == SERVERS
        with pytest.raises(nats.errors.TimeoutError):
            await js.delete_stream(str(stream.name))


async def test_a_service_says_its_own_events_and_nobody_elses(connect: Connect) -> None:
    await declared(await connect(generated.STREAM_KEEPER))
    js = (await connect("questions")).jetstream(timeout=0.5)
    assert (await js.publish("questions.question.submitted.v1", b"{}", timeout=5)).stream == "questions"
    for foreign in ("identity.agency.registered.v1", "dead-letters.identity.x"):
        with pytest.raises(nats.errors.TimeoutError):
            await js.publish(foreign, b"{}")

"""One command line for all services: clear about what is wrong, quick about what is right."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from deploy.local.processes import free_port
from shared.process import Service, run, server
from shared.settings import ServiceSettings, load

ENVIRON = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "NATS_URL": "nats://127.0.0.1:1",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "JWKS_URL": "http://127.0.0.1:8000/identity/v1/jwks.json",
}
PROGRAM = """
import sys
from shared.clock import clock_from
from shared.messaging import Worker
from shared.messaging.probes import probes
from shared.process import Service, main
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry


async def yes():
    return True


def create_api(settings, *, database=None, clock=None):
    return probes(Telemetry("small", settings), yes, yes)


def create_worker(settings, *, database=None, clock=None):
    return Worker("small", settings, database, (), None, clock=clock_from("real"))


main(Service("small", ServiceSettings, create_api, create_worker))
"""


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """The command line sets up logging for the whole process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


def small(**commands: object) -> Service:
    def create(*_arguments: object, **_options: object) -> None:
        raise AssertionError("not needed")

    return Service("small", ServiceSettings, create, create, commands=commands)  # type: ignore[arg-type]  # of tests


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [("127.0.0.1", "10.1.0.9"), ("10.1.0.0/16", "203.0.113.7"), ("127.0.0.1, 10.1.0.9", "203.0.113.7")],
)
async def test_only_a_trusted_proxy_says_who_calls(proxies: str, seen: str) -> None:
    clients: list[tuple[str, int]] = []

    async def app(scope: Any, _receive: object, _send: object) -> None:
        clients.append(scope["client"])

    config = server(app, load(ServiceSettings, ENVIRON | {"TRUSTED_PROXIES": proxies}), 1).config
    config.load()
    scope: Any = {
        "type": "http",
        "client": ("10.1.0.9", 4),
        "headers": [(b"x-forwarded-for", b"203.0.113.7")],
    }
    await config.loaded_app(scope, cast("Any", None), cast("Any", None))
    assert [host for host, _port in clients] == [seen]


def test_missing_settings_are_named_in_one_line_without_a_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(small(), ["api"], {"NATS_URL": "nats://127.0.0.1:1"}) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert all(name in said for name in ("DATABASE_URL", "PUBLIC_URL", "JWKS_URL"))


def test_a_clock_that_is_none_is_refused_at_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small(), ["worker"], {**ENVIRON, "CLOCK": "sundial"}) == 2
    assert "sundial" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["api", "surplus"]])
def test_an_unknown_command_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        run(small(), arguments, ENVIRON)
    assert leaving.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_command_of_the_service_gets_its_settings_and_arguments() -> None:
    heard: list[object] = []

    async def seed(settings: ServiceSettings, arguments: Sequence[str]) -> int:
        heard.extend([settings.province_code, *arguments])
        return 3

    assert run(small(seed=seed), ["seed", "FILE", "--force"], ENVIRON) == 3
    assert heard == ["46", "FILE", "--force"]


def test_a_command_that_need_not_wait_succeeds_by_returning_nothing() -> None:
    def seed(_settings: ServiceSettings, _arguments: Sequence[str]) -> None:
        return None

    assert run(small(seed=seed), ["seed"], ENVIRON) == 0


def test_a_database_that_is_away_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    service = small()
    assert run(Service("distribution", ServiceSettings, *[service.create_api] * 2), ["migrate"], ENVIRON) == 1  # type: ignore[arg-type]  # of tests
    said = capsys.readouterr().err
    assert said.startswith("distribution migrate: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", ["api", "worker", "serve"])
def test_it_serves_with_database_and_bus_away_and_ends_on_a_signal(command: str, tmp_path: Path) -> None:
    program = tmp_path / "small.py"
    program.write_text(PROGRAM)
    ports = {"API_PORT": str(free_port()), "WORKER_PORT": str(free_port()), "API_HOST": "127.0.0.1"}
    environ = {**os.environ, **ENVIRON, **ports, "PYTHONPATH": os.getcwd()}
    child = subprocess.Popen([sys.executable, str(program), command], env=environ, stderr=subprocess.PIPE)
    try:
        if command != "worker":
            assert answers(f"http://127.0.0.1:{ports['API_PORT']}/readyz") == 200
        if command != "api":
            assert answers(f"http://127.0.0.1:{ports['WORKER_PORT']}/livez") == 200
            assert answers(f"http://127.0.0.1:{ports['WORKER_PORT']}/readyz") == 503
        child.send_signal(signal.SIGTERM)
        _, said = child.communicate(timeout=20)
    finally:
        child.kill()
    assert child.returncode in (0, -signal.SIGTERM)
    assert all("message" in json.loads(line) for line in said.splitlines())


def answers(url: str) -> int:
    deadline = time.monotonic() + 30
    while True:
        try:
            return httpx.get(url, timeout=5).status_code
        except httpx.TransportError:
            assert time.monotonic() < deadline
            time.sleep(0.1)

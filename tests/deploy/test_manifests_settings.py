"""What the manifests tell each process, against what the process reads, opens and answers."""

import asyncio
import importlib
import ipaddress
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from deploy.k8s.kubectl import OVERLAYS
from deploy.local.servers import SERVICES
from shared.messaging import Worker
from shared.persistence import Database
from shared.settings import ServiceSettings, load
from tests.deploy.manifests import Process, of_kind, process_of, processes

OWN = [process for name in OVERLAYS for process in processes(name) if process.service in SERVICES]
every_process = pytest.mark.parametrize(
    "process", OWN, ids=[f"{process.overlay}-{process.name}" for process in OWN]
)
ABSENT = "/nowhere"
DEPLOY = Path(__file__).parents[2] / "deploy"
K8S, SEED = DEPLOY / "k8s", DEPLOY / "local" / "seed"


def settings_type(service: str) -> type[ServiceSettings]:
    found: type[ServiceSettings] = importlib.import_module(f"services.{service}.settings").Settings
    return found


def settings_of(process: Process) -> ServiceSettings:
    told = {**process.told(), "DATABASE_URL": f"postgresql://{process.service}@127.0.0.1:1/{process.service}"}
    return load(settings_type(process.service), told)


def set_probes(process: Process) -> dict[str, int]:
    """The path of each probe with its port as a number."""
    container = process.container
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    kinds = ("startupProbe", "livenessProbe", "readinessProbe")
    return {container[kind]["httpGet"]["path"]: ports[container[kind]["httpGet"]["port"]] for kind in kinds}


@every_process
def test_what_is_told_is_known_and_enough(process: Process) -> None:
    known = {field.name.upper() for field in msgspec.structs.fields(settings_type(process.service))}
    assert set(process.told()) - known == set()
    settings_of(process)


@every_process
def test_addresses_are_those_of_services_that_there_are(process: Process) -> None:
    services = {
        f"{name}:{port['port']}"
        for name, one in of_kind(process.overlay, "Service").items()
        for port in one["spec"]["ports"]
    }
    told = process.told()
    for name in ("NATS_URL", "JWKS_URL"):
        assert httpx.URL(told[name]).netloc.decode() in services
    assert told["DATABASE_URL"] == f"{process.service}-database/url"
    gateway = of_kind(process.overlay, "Gateway")["caunoi"]
    (listener,) = gateway["spec"]["listeners"]
    scheme = "https" if listener["protocol"] == "HTTPS" else "http"
    assert told["PUBLIC_URL"] == f"{scheme}://{listener['hostname']}"


@every_process
def test_only_a_network_inside_is_believed_to_say_who_calls(process: Process) -> None:
    told = [ipaddress.ip_network(one.strip()) for one in process.told()["TRUSTED_PROXIES"].split(",")]
    assert all(network.is_private and not network.is_loopback for network in told)
    assert settings_of(process).trusted_proxies == process.told()["TRUSTED_PROXIES"]


@every_process
def test_files_that_are_mounted_are_files_that_a_setting_names(process: Process) -> None:
    named = {value for name, value in process.told().items() if name.endswith("_FILE")}
    assert process.files() <= named


@pytest.mark.parametrize("service", SERVICES)
def test_each_file_that_a_service_needs_is_given_to_one_of_its_processes(service: str) -> None:
    both = [process_of("production", service, command) for command in ("api", "worker")]
    given = both[0].files() | both[1].files()
    told = both[0].told() | both[1].told()
    assert {value for name, value in told.items() if name.endswith("_FILE")} == given


@pytest.mark.parametrize("service", SERVICES)
def test_the_bus_has_a_key_for_workers_only(service: str) -> None:
    for command, wanted in (("api", False), ("worker", True), ("migrate", False)):
        process = process_of("production", service, command)
        assert ("NATS_NKEY_SEED_FILE" in process.told()) is wanted
        assert ("/var/run/secrets/caunoi/nats/seed" in process.files()) is wanted


@every_process
def test_ports_are_those_that_the_processes_open(process: Process) -> None:
    settings = settings_of(process)
    opened = {"api": {settings.api_port}, "worker": {settings.worker_port}, "migrate": set()}
    declared = {port["containerPort"] for port in process.container.get("ports", ())}
    assert declared == opened[process.command]


@pytest.mark.parametrize("service", SERVICES)
async def test_an_api_answers_its_probes_and_needs_no_more_files_than_it_is_given(
    service: str, service_settings: Callable[..., ServiceSettings], database: Callable[[str], Database]
) -> None:
    process = process_of("local", service, "api")
    settings = service_settings(service, **withheld(process))
    create_api = importlib.import_module(f"services.{service}.entrypoints.api").create_api
    app = create_api(settings, database=database(service))
    await answers(app, [*set_probes(process), monitored(process)])


@pytest.mark.parametrize("service", SERVICES)
async def test_two_workers_answer_their_probes_and_need_no_more_files_than_they_are_given(
    service: str,
    service_settings: Callable[..., ServiceSettings],
    database: Callable[[str], Database],
    streams: object,
) -> None:
    process = process_of("production", service, "worker")
    assert process.workload["spec"]["replicas"] == 2
    settings = service_settings(service, **withheld(process))
    create_worker = importlib.import_module(f"services.{service}.entrypoints.worker").create_worker
    one, other = (create_worker(settings, database=database(service)) for _ in range(2))
    async with one.running(), other.running():
        for worker in (one, other):
            await until_ready(worker)
            await answers(worker.asgi(), [*set_probes(process), monitored(process)])


async def until_ready(worker: Worker) -> None:
    for _ in range(400):
        if await worker.ready():
            return
        await asyncio.sleep(0.05)


def withheld(process: Process) -> Mapping[str, str]:
    """The files that the manifests do not give this process are not there."""
    fields = (field.name.upper() for field in msgspec.structs.fields(settings_type(process.service)))
    told, given = process.told(), process.files()
    return {name: ABSENT for name in fields if name.endswith("_FILE") and told.get(name) not in given}


def monitored(process: Process) -> str:
    """Where Prometheus reads, for the port of this process."""
    (monitor,) = of_kind("production", "PodMonitor").values()
    paths = {one["port"]: one["path"] for one in monitor["spec"]["podMetricsEndpoints"]}
    (port,) = process.container["ports"]
    return str(paths[port["name"]])


async def answers(app: Any, paths: list[str]) -> None:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://probe") as client:
        for path in paths:
            answer = await client.get(path)
            assert answer.status_code == 200, (path, answer.text)


@every_process
def test_whole_secrets_become_variables_only_for_the_object_stores_own_client(process: Process) -> None:
    taken = [source["secretRef"]["name"] for source in process.container["envFrom"] if "secretRef" in source]
    stores = {"distribution": "distribution-media", "questions": "questions-attachments"}
    assert taken in ([], [stores.get(process.service)])


def test_the_days_that_identity_is_given_are_those_of_the_seed() -> None:
    given = json.loads((K8S / "services/identity/calendar.json").read_bytes())["calendar"]
    seeded = json.loads((SEED / "questions/calendar.json").read_bytes())["calendar"]
    assert given["overrides"] == seeded["overrides"]

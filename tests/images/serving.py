"""API and worker of each image against real servers, with those files that the manifests mount."""

import asyncio
import shutil
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import nats

from deploy.local.databases import create_databases
from deploy.local.environment import environment
from deploy.local.errors import LauncherError
from deploy.local.permissions import OPERATOR
from deploy.local.processes import free_port
from deploy.local.servers import Servers
from deploy.local.temporary import temporary_servers
from shared.messaging.streams import declare
from tests.deploy.manifests import secret_files
from tests.images.podman import Container, Podman

_READY_SECONDS = 60
_PROCESSES = {"api": "API_PORT", "worker": "WORKER_PORT"}


def serving(podman: Podman, services: Sequence[str]) -> None:
    """Migrate, start and stop each; raises LauncherError with the log of whatever did not."""
    with temporary_servers() as servers:
        urls = asyncio.run(_prepared(servers, services))
        for service in services:
            variables = _variables(servers, service, urls[service])
            ended = podman.run(service, ["migrate"], "--network=host", *_told(variables))
            if ended.status != 0:
                raise LauncherError(f"{service}: migrate ended with {ended.status}\n{ended.output}")
            for process in _PROCESSES:
                _serve(podman, service, process, variables)


async def _prepared(servers: Servers, services: Sequence[str]) -> Mapping[str, str]:
    client = await nats.connect(servers.nats_url, nkeys_seed=str(servers.nats_seed_files[OPERATOR]))
    await declare(client.jetstream())
    await client.close()
    passwords = dict.fromkeys(services, "only-for-tests")
    return await create_databases(servers.postgres_admin_url, passwords, close_others=True)


def _variables(servers: Servers, service: str, database_url: str) -> Mapping[str, str]:
    given = environment(
        service,
        servers.keyring,
        database_url=database_url,
        nats_url=servers.nats_url,
        seed_file=servers.nats_seed_files[service],
        vneid_url="http://127.0.0.1:1/vneid",
    )
    # The only folder that a confined container may write to.
    writable = {"MEDIA_URL": "file:///tmp/media", "ATTACHMENTS_URL": "file:///tmp/attachments"}
    return {name: writable.get(name, value) for name, value in given.items()}


def _told(variables: Mapping[str, str]) -> list[str]:
    return [f"--env={name}={value}" for name, value in variables.items()]


def _serve(podman: Podman, service: str, process: str, variables: Mapping[str, str]) -> None:
    port = free_port()
    with _mounted(service, process, variables) as mounts:
        options = ("--network=host", *_told({**variables, _PROCESSES[process]: str(port)}), *mounts)
        with podman.running(service, [process], *options) as container:
            for probe in ("livez", "readyz"):
                _answers(container, f"http://127.0.0.1:{port}/{probe}")
            status = container.stop()
            if status != 0:
                raise LauncherError(f"{service} {process}: stopped with {status}\n{container.log()}")
    print(f"{service}: {process} is alive and ready, and stops when asked", flush=True)


@contextmanager
def _mounted(service: str, process: str, variables: Mapping[str, str]) -> Iterator[list[str]]:
    """The files that the manifests give this process, at the paths that the settings name."""
    with tempfile.TemporaryDirectory() as folder:
        mounts = []
        for name in secret_files(service, process):
            copy = Path(folder) / name
            shutil.copyfile(variables[name], copy)
            copy.chmod(0o444)
            mounts.append(f"--volume={copy}:{variables[name]}:ro")
        yield mounts


def _answers(container: Container, url: str) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        if time.monotonic() > deadline:
            raise LauncherError(f"no answer from {url}\n{container.log()}")
        time.sleep(0.2)

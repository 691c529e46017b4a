"""Between servers that answer and services that serve: databases, streams, schemas, keys, seeds."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import nats

from deploy.local.databases import create_databases
from deploy.local.environment import environment
from deploy.local.errors import LauncherError
from deploy.local.permissions import OPERATOR
from deploy.local.seed.identity import seed_files
from deploy.local.servers import SERVICES, Servers
from shared.messaging.streams import declare
from shared.persistence.migrations import migrate
from shared.settings import load

QUESTIONS = Path(__file__).parent / "seed" / "questions"

Prepared = Mapping[str, Mapping[str, str]]
"""The variables of each service."""


async def prepare(servers: Servers, *, public_url: str, clock: str, vneid_url: str) -> Prepared:
    """Everything that must be there before a service starts; what is there already stays as it is."""
    keyring = servers.keyring
    passwords = {name: keyring.secret(f"postgres-{name}") for name in SERVICES}
    urls = await create_databases(servers.postgres_admin_url, passwords, close_others=True)
    await _declare_streams(servers)
    prepared: dict[str, Mapping[str, str]] = {}
    for name in SERVICES:
        await migrate(urls[name], f"services.{name}")
        variables = environment(
            name,
            keyring,
            database_url=urls[name],
            nats_url=servers.nats_url,
            seed_file=servers.nats_seed_files[name],
            vneid_url=vneid_url,
        )
        own_url = {"PUBLIC_URL": public_url, "JWKS_URL": f"{public_url}/identity/v1/jwks.json"}
        prepared[name] = variables | own_url | {"CLOCK": clock}
    await _seed("identity", prepared["identity"], seed_files(keyring))
    await _seed("questions", prepared["questions"], sorted(QUESTIONS.glob("*.json")))
    return prepared


async def _seed(service: str, variables: Mapping[str, str], files: Sequence[Path]) -> None:
    """The service's own command, whose events go through its outbox; a second time it changes nothing."""
    package = f"services.{service}"
    settings = load(importlib.import_module(f"{package}.settings").Settings, variables)
    seed = importlib.import_module(f"{package}.entrypoints.seed").seed
    if await seed(settings, [str(file) for file in files]) != 0:
        raise LauncherError(f"the seed of {service} was refused; the line above names the file")


async def _declare_streams(servers: Servers) -> None:
    client = await nats.connect(servers.nats_url, nkeys_seed=str(servers.nats_seed_files[OPERATOR]))
    try:
        await declare(client.jetstream())
    finally:
        await client.close()

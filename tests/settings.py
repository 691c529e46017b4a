"""What the tests read from the environment, and the addresses that they hand to the services."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from deploy.local.servers import SERVICES
from deploy.local.temporary import temporary_servers
from shared.settings import load


class TestSettings(msgspec.Struct, frozen=True, kw_only=True):
    """TEST_BACKEND embedded|containers; DATABASE_URL, NATS_URL and NATS_SEEDS for what is already there.

    DATABASE_URL is an administrator's address. NATS_SEEDS is a folder of `<user>.seed` files, for a server
    that knows the users of deploy.local.permissions; without it the server at NATS_URL is taken to be open.
    """

    __test__ = False

    test_backend: str = "embedded"
    database_url: str | None = None
    nats_url: str | None = None
    nats_seeds: str | None = None


@dataclass(frozen=True)
class Reachable:
    """The two servers of a test session, whoever started them."""

    postgres_admin_url: str
    nats_url: str
    nats_seed_files: Mapping[str, Path]
    database_names: Mapping[str, str] = field(default_factory=lambda: {name: name for name in SERVICES})
    exclusive: bool = True


@contextmanager
def reachable() -> Iterator[Reachable]:
    """The servers that the environment asks for, for as long as the block runs."""
    settings = load(TestSettings, os.environ)
    if settings.database_url and settings.nats_url:
        yield _already_there(settings, Reachable("", "", {}))
        return
    with _started(settings.test_backend) as servers:
        yield _already_there(settings, servers)


@contextmanager
def _started(backend: str) -> Iterator[Reachable]:
    if backend == "containers":
        from tests.containers.backend import container_servers  # testcontainers is slow to import

        with container_servers() as contained:
            yield contained
    elif backend == "embedded":
        with temporary_servers() as servers:
            yield Reachable(servers.postgres_admin_url, servers.nats_url, servers.nats_seed_files)
    else:
        raise ValueError(f"TEST_BACKEND is 'embedded' or 'containers', not {backend!r}")


def _already_there(settings: TestSettings, servers: Reachable) -> Reachable:
    """Somebody else's cluster may hold databases of our names, so each session takes names of its own."""
    if settings.database_url:
        token = secrets.token_hex(4)
        names = {name: f"test_{token}_{name}" for name in SERVICES}
        url = settings.database_url
        servers = replace(servers, postgres_admin_url=url, database_names=names, exclusive=False)
    if settings.nats_url:
        folder = settings.nats_seeds
        seeds = {file.stem: file for file in Path(folder).glob("*.seed")} if folder else {}
        servers = replace(servers, nats_url=settings.nats_url, nats_seed_files=seeds)
    return servers

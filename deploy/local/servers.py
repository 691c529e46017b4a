"""PostgreSQL and nats-server together, started, waited for and stopped as one, for the launcher and tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.consumers import consumers_of
from deploy.local.keyring import Keyring
from deploy.local.nats import NatsServer
from deploy.local.permissions import OPERATOR, NatsUser, operator_user, service_user
from deploy.local.place import Place
from deploy.local.postgres import Postgres

SERVICES = ("identity", "questions", "distribution", "events", "metrics")


@dataclass(frozen=True)
class Servers:
    """What clients need to reach the two servers, and the servers themselves for whoever restarts them."""

    postgres: Postgres
    nats: NatsServer
    keyring: Keyring

    @property
    def postgres_admin_url(self) -> str:
        """Address for PostgreSQL's superuser."""
        return self.postgres.admin_url

    @property
    def nats_url(self) -> str:
        """Address for NATS clients."""
        return self.nats.url

    @property
    def nats_seed_files(self) -> Mapping[str, Path]:
        """The nkey seed file of each NATS user: the five services and `operator`."""
        return {user: self.keyring.seed_file(user) for user in (*SERVICES, OPERATOR)}

    def stop(self) -> None:
        """Stop both in order."""
        self.nats.stop()
        self.postgres.stop()


def nats_users(keyring: Keyring) -> list[NatsUser]:
    """Each service with what it needs, and the operator."""
    users = [service_user(name, keyring.public_key(name), consumers_of(name)) for name in SERVICES]
    return [*users, operator_user(keyring.public_key(OPERATOR))]


def start_servers(where: Place, *, durable: bool = True) -> Servers:
    """Start both servers on the data in `where` and wait until they answer; raises LauncherError."""
    keyring = Keyring(where.folder() / "secrets")
    postgres = Postgres(where, keyring.secret("postgres-administrator"), durable)
    servers = Servers(postgres, NatsServer(where, nats_users(keyring)), keyring)
    try:
        servers.postgres.start()
        servers.nats.start()
    except BaseException:
        servers.stop()
        raise
    return servers

"""PostgreSQL and NATS in containers, with the same users and permissions as embedded ones."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from deploy.local.keyring import Keyring
from deploy.local.permissions import OPERATOR, configuration
from deploy.local.servers import SERVICES, nats_users
from tests.containers.names import NATS_IMAGE, POSTGRES_IMAGE
from tests.settings import Reachable

_CONFIGURATION = "/etc/caunoi/nats.conf"


@contextmanager
def container_servers() -> Iterator[Reachable]:
    """Both containers, for as long as the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        keyring = Keyring(Path(folder) / "secrets")
        file = Path(folder) / "nats.conf"
        users, store, pid_file = nats_users(keyring), Path("/data"), Path("/nats.pid")
        file.write_text(configuration(users, listen="0.0.0.0:4222", store=store, pid_file=pid_file))
        # Not NatsContainer: importing it warns of its own deprecated way to wait.
        nats = DockerContainer(NATS_IMAGE).with_volume_mapping(str(file), _CONFIGURATION, "ro")
        nats.with_exposed_ports(4222).waiting_for(LogMessageWaitStrategy("Server is ready"))
        postgres = PostgresContainer(POSTGRES_IMAGE, username="caunoi_admin", dbname="postgres", driver=None)
        postgres.with_command("-c max_connections=200")
        with nats.with_command(["-c", _CONFIGURATION]), postgres:
            url = postgres.get_connection_url()
            seeds = {name: keyring.seed_file(name) for name in (*SERVICES, OPERATOR)}
            host, port = nats.get_container_host_ip(), nats.get_exposed_port(4222)
            yield Reachable(url, f"nats://{host}:{port}", seeds)

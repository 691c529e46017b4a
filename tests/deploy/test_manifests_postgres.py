"""The databases of the manifests: each only for its own service, with connections for every process."""

import inspect

import asyncpg
import pytest

from deploy.k8s.kubectl import OVERLAYS
from deploy.local.databases import address
from deploy.local.servers import SERVICES, Servers
from shared.persistence import Database
from tests.deploy.manifests import of_kind, process_of

APART = 2
"""Connections of a process outside its pools: the relay's lock, and one to spare."""


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_each_service_has_a_role_and_a_database_of_its_own(overlay: str) -> None:
    cluster = of_kind(overlay, "Cluster")["postgres"]["spec"]
    roles = {role["name"]: role["passwordSecret"]["name"] for role in cluster["managed"]["roles"]}
    assert roles == {service: f"{service}-database" for service in SERVICES}
    databases = {name: one["spec"] for name, one in of_kind(overlay, "Database").items()}
    assert set(databases) == set(SERVICES)
    for name, database in databases.items():
        assert (database["name"], database["owner"]) == (name, name)
        assert database["cluster"] == {"name": "postgres"}
        assert database["databaseReclaimPolicy"] == "retain"


async def test_a_role_reaches_its_own_database_and_no_other(private_servers: Servers) -> None:
    """A real server with the manifests' rules before its own, as CloudNativePG puts them; without TLS."""
    admin = private_servers.postgres_admin_url
    connection = await asyncpg.connect(admin)
    for name in ("identity", "questions"):
        await connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'only-for-tests'")
        await connection.execute(f"CREATE DATABASE {name} OWNER {name}")
    rules = of_kind("production", "Cluster")["postgres"]["spec"]["postgresql"]["pg_hba"]
    file = private_servers.postgres.data / "pg_hba.conf"
    lines = [*(rule.replace("hostssl", "host") for rule in rules), file.read_text()]
    file.write_text("\n".join(lines))
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()
    own = await asyncpg.connect(address(admin, "identity", "only-for-tests", "identity"))
    assert await own.fetchval("SELECT current_database()") == "identity"
    await own.close()
    for other in ("questions", "postgres"):
        with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError, match="rejects"):
            await asyncpg.connect(address(admin, "identity", "only-for-tests", other))


def test_connections_last_for_every_process_that_there_may_be() -> None:
    pool = inspect.signature(Database).parameters["pool_size"].default
    each = 2 * pool + APART
    autoscaled = of_kind("production", "HorizontalPodAutoscaler").values()
    most = {one["spec"]["scaleTargetRef"]["name"]: one["spec"]["maxReplicas"] for one in autoscaled}
    processes = 0
    for service in SERVICES:
        workers = process_of("production", service, "worker").workload["spec"]["replicas"]
        processes += most[f"{service}-api"] + 1 + workers + 1
    allowed = of_kind("production", "Cluster")["postgres"]["spec"]["postgresql"]["parameters"]
    assert processes * each <= int(allowed["max_connections"]) - 20

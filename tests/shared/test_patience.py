"""A database host that no longer says anything holds nobody for ever."""

import os
import signal

import pytest

from deploy.local.servers import Servers
from shared.persistence import Database
from shared.persistence.errors import is_outage


async def test_a_backend_that_falls_silent_costs_one_request_its_patience(private_servers: Servers) -> None:
    database = Database(private_servers.postgres_admin_url, pool_size=1, patience_seconds=0.5)
    ((backend,),) = await database.fetch("SELECT pg_backend_pid()")
    os.kill(backend, signal.SIGSTOP)
    try:
        with pytest.raises(TimeoutError) as silence:
            await database.fetch("SELECT 1")
        assert is_outage(silence.value)
        assert (await database.fetch("SELECT 2"))[0][0] == 2
    finally:
        os.kill(backend, signal.SIGCONT)
        await database.close()

"""An ended appointment refuses its tokens in other services' processes, within five seconds."""

import asyncio
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from nats.js import JetStreamContext

from shared.contracts.identity import AccessRevoked
from tests.identity.house import OFFICER, House, problem
from tests.identity.running import Processes
from tests.settings import Reachable

DOORS = {"questions": "/questions/v1/questions", "metrics": "/metrics/v1/overview"}
LIMIT_SECONDS = 5.0


def test_every_other_service_listens() -> None:
    for service in ("questions", "distribution", "events", "metrics"):
        listed = import_module(f"services.{service}.entrypoints.subscribers").SUBSCRIPTIONS
        assert AccessRevoked in [getattr(one, "event", None) for one in listed], service


async def test_an_ended_appointment_bites_in_other_processes_within_five_seconds(
    house: House,
    servers: Reachable,
    database_urls: Mapping[str, str],
    streams: JetStreamContext,
    tmp_path: Path,
) -> None:
    body = {"personal_identifier": OFFICER[0], "role": "leader"}
    appointment = await house.post("/appointments", body, house.bearer("administrator"))
    bearer = await house.signed_in(OFFICER)
    processes = Processes(house, servers, database_urls, tmp_path)
    roles = (("identity", "worker"), *((service, "serve") for service in DOORS))
    async with processes.running(roles) as running:
        doors = {path: running[service, "serve"] for service, path in DOORS.items()}

        async def refused() -> list[str]:
            answers = [await http.get(path, headers=bearer) for path, http in doors.items()]
            return [problem(answer) for answer in answers if answer.status_code == 401]

        assert await refused() == []
        ended = time.monotonic()
        path = f"/appointments/{appointment['id']}/end"
        assert (await house.act(path, 1, house.bearer("administrator"))).status_code == 200
        while len(await refused()) < len(doors):
            assert time.monotonic() - ended < LIMIT_SECONDS
            await asyncio.sleep(0.1)
        assert await refused() == ["access-revoked"] * len(doors)

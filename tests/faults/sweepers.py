"""Three workers of the questions service on servers of their own, and many open questions."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import nats
from nats.js import JetStreamContext

from deploy.local.databases import create_databases
from deploy.local.environment import environment
from deploy.local.permissions import OPERATOR
from deploy.local.servers import Servers
from deploy.local.temporary import temporary_servers
from services.questions.adapters.unit_of_work import Office
from services.questions.application.commands import SubmitQuestion
from services.questions.application.handlers.submission import submit_question
from services.questions.entrypoints.seed import SeedFile, load
from shared.clock import FixedClock
from shared.contracts import registry
from shared.contracts.event import Event
from shared.ids import uuid7
from shared.messaging.streams import declare
from shared.persistence import Database
from shared.persistence.migrations import migrate
from tests.faults.running import Running
from tests.questions.house import ASKED
from tests.questions.rules import SEEDS
from tests.questions.strict import POLICY
from tests.shared.bus import eventually, stored

_COLUMNS = """
SELECT string_agg(column_name, ', ') AS names FROM information_schema.columns
WHERE table_name = $1 AND column_name NOT IN ('id', 'code', 'question_id')
"""


@dataclass(frozen=True)
class Sweepers:
    """What runs, and the doors that a test looks through."""

    url: str
    js: JetStreamContext
    clock: Path
    office: Office
    workers: Sequence[Running]

    def hold_clock(self, at: datetime) -> None:
        """It is this instant for every worker, and for the test."""
        assert isinstance(self.office.clock, FixedClock)
        self.office.clock.set(at)
        draft = self.clock.with_suffix(".new")
        draft.write_bytes(msgspec.json.encode({"held": at}))
        os.replace(draft, self.clock)

    async def run(self) -> None:
        """All workers, until each can do its work."""
        for worker in self.workers:
            worker.start()
        for worker in self.workers:
            await worker.ready()

    async def ask(self, number: int) -> None:
        """So many open questions, copied from one."""
        database, reporter = self.office.database, uuid7()
        await database.fetch("INSERT INTO reporters VALUES ($1, $2, true, 1)", reporter, uuid7())
        command = SubmitQuestion(question_id=uuid7(), reporter_id=reporter, title="Bão", body="Bao giờ?")
        first = await submit_question(command, self.office.unit())
        names = {
            table: (await database.fetch(_COLUMNS, table))[0]["names"]
            for table in ("questions", "question_wakeups")
        }
        await database.fetch(
            f"INSERT INTO questions (id, code, {names['questions']}) "
            f"SELECT gen_random_uuid(), 'C-' || n, {names['questions']} "
            f"FROM questions, generate_series(2, {number}) AS n"
        )
        await database.fetch(
            f"INSERT INTO question_wakeups (question_id, {names['question_wakeups']}) "
            f"SELECT q.id, w.* FROM (SELECT {names['question_wakeups']} FROM question_wakeups "
            "WHERE question_id = $1) AS w, questions q WHERE q.id <> $1",
            first.id,
        )

    async def told(self, number: int) -> list[Event]:
        """Waits until so many events are on the bus, and the outbox is empty."""

        async def there() -> bool:
            (row,) = await self.office.database.fetch("SELECT count(*) AS waiting FROM outbox")
            info = await self.js.stream_info("questions")
            return not row["waiting"] and info.state.messages >= number

        await eventually(there, 120)
        messages = await stored(self.js, "questions")
        return [registry.decode(message.subject, message.data) for message in messages]


@asynccontextmanager
async def sweepers(folder: Path) -> AsyncIterator[Sweepers]:
    """Furnished; the workers are not started yet."""
    async with AsyncExitStack() as until_the_end:
        servers = until_the_end.enter_context(temporary_servers())
        passwords = {"questions": "only-for-tests"}
        url = (await create_databases(servers.postgres_admin_url, passwords, close_others=True))["questions"]
        await migrate(url, "services.questions")
        database = Database(url)
        until_the_end.push_async_callback(database.close)
        calendar = msgspec.json.decode((SEEDS / "calendar.json").read_bytes(), type=SeedFile)
        for file in (msgspec.convert(POLICY, SeedFile), calendar):
            await load(file, database)
        seed = str(servers.nats_seed_files[OPERATOR])
        client = await nats.connect(servers.nats_url, nkeys_seed=seed)
        until_the_end.push_async_callback(client.close)
        js = client.jetstream()
        await declare(js)
        clock = folder / "clock.json"
        office = Office(database, FixedClock(ASKED), province_code="46", addressing="confirm")
        told = _told(servers, url, clock)
        workers = [_worker(told, folder / str(number)) for number in range(3)]
        made = Sweepers(url, js, clock, office, workers)
        made.hold_clock(ASKED)
        for worker in workers:
            until_the_end.callback(worker.stop)
        yield made


def _worker(told: dict[str, str], folder: Path) -> Running:
    folder.mkdir()
    return Running("questions", "worker", told, folder)


def _told(servers: Servers, url: str, clock: Path) -> dict[str, str]:
    own = environment(
        "questions",
        servers.keyring,
        database_url=url,
        nats_url=servers.nats_url,
        seed_file=servers.nats_seed_files["questions"],
        vneid_url="http://127.0.0.1:1/vneid",
    )
    return {**os.environ, **own, "CLOCK": f"file:{clock}"}

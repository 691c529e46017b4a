"""The embedded servers after crashes, in private places, and in several test sessions at once."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from deploy.local import processes
from deploy.local.errors import LauncherError
from deploy.local.nats import NatsServer
from deploy.local.place import CHECKOUT, Place, place, runnable
from deploy.local.postgres import Postgres
from deploy.local.servers import start_servers
from deploy.local.temporary import remove_abandoned, temporary_place
from tests.deploy.launching import gone, is_root

pytestmark = pytest.mark.servers


@pytest.fixture
def where() -> Iterator[Place]:
    with temporary_place() as made:
        yield made


async def _kept(url: str, statement: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def test_what_was_committed_is_there_after_a_crash_and_on_the_same_port(where: Place) -> None:
    postgres = Postgres(where, "secret", durable=False)
    postgres.start()
    url = postgres.admin_url
    await _kept(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    postgres.kill()
    assert not postgres.alive
    postgres.start()
    assert await _kept(url, "SELECT answer FROM kept") == 42
    postgres.stop()


async def test_servers_that_outlived_their_launcher_are_stopped_by_the_next_start(where: Place) -> None:
    first = start_servers(where, durable=False)
    left_over = [psutil.Process(first.postgres.pid), psutil.Process(first.nats.pid)]
    second = start_servers(where, durable=False)
    assert gone(left_over, seconds=1)
    assert await _kept(second.postgres_admin_url, "SELECT 1") == 1
    second.stop()


@pytest.fixture
def bystander() -> Iterator[subprocess.Popen[bytes]]:
    """Some other program of the same machine."""
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()


async def test_a_pid_file_that_names_another_program_stops_nobody(
    where: Place, bystander: subprocess.Popen[bytes]
) -> None:
    postgres = Postgres(where, "secret", durable=False)
    postgres.start()
    postgres.stop()
    try:
        (postgres.data / "postmaster.pid").write_text(f"{bystander.pid}\n{postgres.data}\n")
        postgres.start()
        assert await _kept(postgres.admin_url, "SELECT 1") == 1
        assert bystander.poll() is None
    finally:
        postgres.stop()


def test_a_start_that_was_interrupted_half_way_is_begun_again(where: Place) -> None:
    (where.folder("postgres.new") / "half-made").touch()
    postgres = Postgres(where, "secret", durable=False)
    postgres.start()
    assert postgres.alive
    postgres.stop()


def test_a_server_that_cannot_start_says_why_in_words(where: Place) -> None:
    server = NatsServer(where, [])
    store = where.folder("nats")
    (store / "jetstream").write_text("not a folder")
    with pytest.raises(LauncherError, match=r"nats-server did not start: the end of .*nats\.log"):
        server.start()


def test_servers_end_with_a_parent_that_is_killed(where: Place) -> None:
    program = f"""
import os, signal
from pathlib import Path
from deploy.local.place import Account, Place
from deploy.local.servers import start_servers
start_servers(Place(Path({str(where.root)!r}), {where.account!r}), durable=False)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, check=False)
    assert done.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 20
    while _running(where) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _running(where)


def _running(where: Place) -> bool:
    marks = ((where.root / "postgres" / "postmaster.pid"), (where.root / "nats" / "nats.pid"))
    pids = [processes.read_pid(mark) for mark in marks]
    return any(pid is not None and processes.is_ours(pid, str(where.root)) for pid in pids)


def test_ports_are_below_those_that_linux_gives_to_clients_and_none_is_given_twice() -> None:
    given = [processes.free_port() for _ in range(300)]
    assert all(20000 <= port < 32768 for port in given)
    assert len(set(given)) == len(given)


def test_two_sessions_have_folders_of_their_own_and_leave_none(where: Place) -> None:
    with temporary_place() as other:
        assert other.root != where.root
        assert where.root.exists()
    assert not other.root.exists()


def test_what_a_killed_session_left_is_removed_and_what_runs_is_not(where: Place) -> None:
    abandoned = where.root.with_name("abandoned")
    abandoned.mkdir()
    abandoned.with_name("abandoned.lock").touch()
    remove_abandoned(where.root.parent)
    assert where.root.exists()
    assert not abandoned.exists()


@pytest.mark.skipif(not is_root(), reason="only root runs servers as somebody else")
class TestAsRoot:
    """Root starts servers as an unprivileged user, who must reach programs and data."""

    def test_data_is_below_var_tmp_and_belongs_to_somebody_unprivileged(self, tmp_path: Path) -> None:
        found = place(tmp_path)
        status = found.root.stat()
        found.root.rmdir()
        assert found.root.parent == Path("/var/tmp")
        assert stat.S_IMODE(status.st_mode) == 0o700
        assert status.st_uid != 0

    def test_a_program_in_a_private_folder_is_copied_and_the_folder_stays_private(
        self, tmp_path: Path, where: Place
    ) -> None:
        private = tmp_path / "private"
        private.mkdir(mode=0o700)
        shutil.copy2("/bin/true", private / "true")
        copy = runnable(where, private, "true", ("true",))
        assert copy.is_relative_to(where.root)
        assert runnable(where, private, "true", ("true",)) == copy
        assert stat.S_IMODE(private.stat().st_mode) == 0o700

    def test_a_program_that_everybody_reaches_is_used_where_it_is(self, where: Place) -> None:
        assert runnable(where, Path("/bin"), "true", ("true",)) == Path("/bin/true")

    def test_a_folder_of_another_user_is_refused(self, tmp_path: Path) -> None:
        root = place(tmp_path).root
        os.chown(root, 12345, 12345)
        try:
            with pytest.raises(LauncherError, match="belongs to somebody else"):
                place(tmp_path)
        finally:
            root.rmdir()

    def test_a_user_without_permission_to_write_is_told_so(self, tmp_path: Path) -> None:
        program = f"""
import os
from pathlib import Path
from deploy.local.place import place
from deploy.local.errors import LauncherError
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    print(place(Path({str(tmp_path)!r})).root)
except LauncherError as error:
    print(error)
"""
        command = [sys.executable, "-c", program]
        refused = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
        assert refused.startswith("cannot reach the data folder")
        assert refused.strip().endswith("Permission denied")

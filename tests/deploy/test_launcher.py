"""`make run` as a person meets it: two runs, a busy port, kill -9, Ctrl-C, a private folder."""

import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from deploy.local.servers import SERVICES
from tests.deploy.launching import Checkout, ask, free_port, gone, is_root, private_checkout

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]
_MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def checkout() -> Iterator[Checkout]:
    with private_checkout() as made:
        yield made


def test_a_busy_port_is_one_clear_line_and_starts_nothing(checkout: Checkout) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = checkout.command("run", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"caunoi: port {port} is used by another program")
    assert done.stderr.count("\n") == 1
    assert not (checkout.place.root / "postgres").exists()


def test_a_clock_file_that_is_none_is_one_clear_line(checkout: Checkout) -> None:
    nonsense = checkout.folder / "clock.json"
    nonsense.write_text("yesterday")
    done = checkout.command("run", "--port", str(free_port()), "--clock-file", str(nonsense))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "clock file" in done.stderr


def test_nothing_running_is_a_status_of_its_own_and_stopping_it_is_fine(checkout: Checkout) -> None:
    assert checkout.command("status").returncode == 3
    assert checkout.command("stop").returncode == 0


def test_the_whole_suite_runs_from_a_private_folder_and_ends_on_sigterm(checkout: Checkout) -> None:
    mode = stat.S_IMODE(checkout.folder.stat().st_mode)
    with checkout.launcher() as running:
        assert ask(f"{running.url}/status.json").json()["services"].keys() == set(SERVICES)
        for service in SERVICES:
            assert ask(f"{running.url}/{service}/readyz").status_code == 200
        assert psutil.Process(running.process.pid).memory_info().rss < 220 * _MEGABYTE
        again = checkout.command("run", "--port", str(free_port()))
        assert again.returncode == 1
        assert (
            f"already runs from this checkout (process {running.process.pid}, {running.url})" in again.stderr
        )
        assert again.stderr.count("\n") == 1
        assert running.url in checkout.command("status").stdout
        children = running.children()
        assert running.end(signal.SIGTERM) == 0
    assert gone(children)
    assert "Traceback" not in running.said
    assert stat.S_IMODE(checkout.folder.stat().st_mode) == mode == 0o700


def test_the_page_says_what_runs_where_in_both_languages(checkout: Checkout) -> None:
    with checkout.launcher() as running:
        vietnamese, english = ask(running.url), ask(running.url, "en")
        assert "Cầu Nối đang chạy trên máy này" in vietnamese.text
        assert "Cầu Nối runs on this machine" in english.text
        assert vietnamese.headers["content-language"] == "vi"
        for service in SERVICES:
            assert f'href="/{service}/docs"' in english.text
        assert "http://" not in english.text.replace("http://127.0.0.1", "")
        assert ask(f"{running.url}/start_page.css").headers["content-type"].startswith("text/css")
        nothing = ask(f"{running.url}/nothing")
        assert nothing.status_code == 404
        assert nothing.headers["content-type"] == "application/problem+json"
        wrong = ask(f"{running.url}/status.json?at=yesterday")
        assert wrong.json()["type"] == "urn:caunoi:problem:invalid-parameter"


def test_data_and_secrets_outlive_a_run_and_a_kill(checkout: Checkout) -> None:
    secrets = checkout.place.root / "secrets"
    with checkout.launcher() as running:
        before = {file.name: file.read_bytes() for file in secrets.iterdir()}
        keys = ask(f"{running.url}/identity/v1/jwks.json").json()
        children = running.children()
        running.end(signal.SIGKILL)
    assert gone(children), "servers outlive a launcher that was killed"
    with checkout.launcher() as running:
        assert ask(f"{running.url}/identity/v1/jwks.json").json() == keys
        after = {file.name: file.read_bytes() for file in secrets.iterdir()}
    assert {name: after[name] for name in before if name.endswith((".secret", ".seed"))} == {
        name: content for name, content in before.items() if name.endswith((".secret", ".seed"))
    }
    assert {stat.S_IMODE(file.stat().st_mode) for file in secrets.iterdir()} == {0o600}


def test_ctrl_c_ends_a_launcher_that_a_script_put_in_the_background(checkout: Checkout) -> None:
    script = '"$0" -m deploy.local run --port "$1" & echo $!; wait $!'
    command = ["sh", "-c", script, sys.executable, str(free_port())]
    shell = subprocess.Popen(command, cwd=checkout.folder, stdout=subprocess.PIPE, text=True)
    assert shell.stdout is not None
    launcher = psutil.Process(int(shell.stdout.readline()))
    for line in shell.stdout:
        if "ready after" in line:
            break
    children = launcher.children(recursive=True)
    launcher.send_signal(signal.SIGINT)
    assert gone([launcher, *children])
    shell.wait(20)


def test_clean_stops_the_suite_and_forgets_its_data(checkout: Checkout) -> None:
    with checkout.launcher() as running:
        children = running.children()
        done = checkout.command("clean")
        assert (done.returncode, done.stderr) == (0, "")
        assert running.process.wait(20) == 0
    assert gone(children)
    root = checkout.place.root
    assert list(root.iterdir()) == []
    root.rmdir()


@pytest.mark.skipif(not is_root(), reason="only root has a data folder outside of the checkout")
def test_a_data_folder_that_somebody_else_has_put_there_is_refused(checkout: Checkout) -> None:
    root = checkout.place.root
    root.rmdir()
    root.symlink_to("/etc")
    try:
        done = checkout.command("run", "--port", str(free_port()))
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "belongs to somebody else" in done.stderr
    finally:
        root.unlink()

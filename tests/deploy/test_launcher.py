"""`make run` as a person meets it: a busy port, two runs, a private folder, Ctrl-C, kill -9, `make clean`."""

import signal
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deploy.local.processes import free_port
from deploy.local.servers import SERVICES
from deploy.local.start_page import PAGES
from tests.deploy.launching import Checkout, Launcher, ask, gone, is_root, private_checkout

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]
_MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def checkout() -> Iterator[Checkout]:
    with private_checkout() as made:
        yield made


@pytest.fixture(scope="module")
def suite(checkout: Checkout) -> Iterator[Launcher]:
    """A launcher that a script has put in the background, so that it starts with SIGINT ignored."""
    with checkout.launcher() as running:
        yield running


def one_line(text: str) -> bool:
    """A message, not a traceback."""
    return text.count("\n") == 1 and text.startswith("caunoi: ")


def test_a_busy_port_is_one_clear_line_and_starts_nothing(checkout: Checkout) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = checkout.command("run", "--port", str(port))
    assert done.returncode == 1
    assert one_line(done.stderr)
    assert f"port {port} is used by another program" in done.stderr
    assert not (checkout.place.root / "postgres").exists()


def test_a_clock_file_that_says_no_instant_is_one_clear_line(checkout: Checkout) -> None:
    nonsense = checkout.folder / "clock.json"
    nonsense.write_text("yesterday")
    done = checkout.command("run", "--port", str(free_port()), "--clock-file", str(nonsense))
    assert done.returncode == 1
    assert one_line(done.stderr)
    assert "clock file" in done.stderr


def test_nothing_running_has_a_status_of_its_own_and_stopping_it_is_fine(checkout: Checkout) -> None:
    assert checkout.command("status").returncode == 3
    assert checkout.command("stop").returncode == 0


def test_another_data_folder_can_be_named(checkout: Checkout, tmp_path: Path) -> None:
    done = checkout.command("--data", str(tmp_path / "elsewhere"), "status")
    assert f"data: {tmp_path / 'elsewhere'}" in done.stdout


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_ready_on_one_origin(service: str, suite: Launcher) -> None:
    assert ask(f"{suite.url}/{service}/readyz").json() == {"status": "ready"}
    assert ask(f"{suite.url}/{service}/openapi.json").status_code == 200


def test_the_suite_comes_to_rest(suite: Launcher) -> None:
    while not (status := ask(f"{suite.url}/status.json").json())["idle"]:
        assert status["services"].keys() == set(SERVICES)
        time.sleep(0.05)


def test_the_metadata_of_the_token_endpoint_is_where_rfc_8414_puts_it(suite: Launcher) -> None:
    for form in ("identity/v1", "identity"):
        known = ask(f"{suite.url}/.well-known/oauth-authorization-server/{form}").json()
        assert known["issuer"] == f"{suite.url}/identity/v1"


def test_the_page_says_what_runs_where_in_both_languages(suite: Launcher) -> None:
    vietnamese, english = ask(suite.url), ask(suite.url, "en")
    assert "Cầu Nối đang chạy trên máy này" in vietnamese.text
    assert "Cầu Nối runs on this machine" in english.text
    assert (vietnamese.headers["content-language"], english.headers["content-language"]) == ("vi", "en")
    assert ask(f"{suite.url}/?lang=en").headers["content-language"] == "en"
    for service in SERVICES:
        assert f'href="/{service}/docs"' in english.text
    for address, _ in PAGES.values():
        assert f'href="{address}"' in vietnamese.text
        assert ask(f"{suite.url}{address}").headers["content-type"].startswith("text/html")
    assert "//" not in english.text.replace("http://127.0.0.1", "").replace("nats://127.0.0.1", "")
    assert ask(f"{suite.url}/start_page.css").headers["content-type"].startswith("text/css")


def test_what_is_not_there_is_a_problem_document(suite: Launcher) -> None:
    nothing, wrong = ask(f"{suite.url}/nothing"), ask(f"{suite.url}/status.json?at=yesterday")
    assert nothing.status_code == 404
    assert nothing.headers["content-type"] == "application/problem+json"
    assert (wrong.status_code, wrong.json()["type"]) == (400, "urn:caunoi:problem:invalid-parameter")


def test_five_services_in_one_process_take_less_than_220_megabytes(suite: Launcher) -> None:
    assert psutil.Process(suite.pid).memory_info().rss < 220 * _MEGABYTE


def test_no_service_was_refused_anything_by_the_bus(suite: Launcher, checkout: Checkout) -> None:
    assert "Violation" not in (checkout.place.root / "log" / "nats.log").read_text()


def test_a_second_run_says_where_the_first_one_is(suite: Launcher, checkout: Checkout) -> None:
    again = checkout.command("run", "--port", str(free_port()))
    assert again.returncode == 1
    assert one_line(again.stderr)
    assert f"already runs from this checkout (process {suite.pid}, {suite.url})" in again.stderr
    assert suite.url in checkout.command("status").stdout


def test_secrets_are_for_their_owner_only_and_no_folder_was_opened(
    suite: Launcher, checkout: Checkout
) -> None:
    secrets = checkout.place.root / "secrets"
    assert {stat.S_IMODE(file.stat().st_mode) for file in secrets.iterdir()} == {0o600}
    for folder in (checkout.folder, checkout.place.root, secrets):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_ctrl_c_ends_everything_though_a_script_started_it_in_the_background(suite: Launcher) -> None:
    ending = [suite.process, *suite.children()]
    assert len(ending) > 3
    suite.send(signal.SIGINT)
    assert gone(ending)
    assert suite.said.endswith("stopped; the data is kept\n")
    assert "Traceback" not in suite.said


def test_a_killed_run_leaves_no_server_and_the_next_goes_on_from_its_data(checkout: Checkout) -> None:
    secrets = checkout.place.root / "secrets"
    with checkout.launcher() as running:
        before = {
            file: file.read_bytes() for file in secrets.iterdir() if file.suffix in (".secret", ".seed")
        }
        keys = ask(f"{running.url}/identity/v1/jwks.json").json()
        ending = [running.process, *running.children()]
        running.send(signal.SIGKILL)
        assert gone(ending), "servers outlive a launcher that was killed"
    with checkout.launcher() as running:
        assert ask(f"{running.url}/identity/v1/jwks.json").json() == keys
        assert {file: file.read_bytes() for file in before} == before
        ending = [running.process, *running.children()]
        done = checkout.command("clean")
        assert (done.returncode, done.stderr) == (0, "")
        assert gone(ending), "clean stops what it forgets"
        assert list(checkout.place.root.iterdir()) == []


@pytest.mark.skipif(not is_root(), reason="only root has a data folder outside of the checkout")
def test_a_data_folder_that_somebody_else_has_put_there_is_refused(checkout: Checkout) -> None:
    root = checkout.place.root
    root.rmdir()
    root.symlink_to("/etc")
    try:
        done = checkout.command("run", "--port", str(free_port()))
        assert done.returncode == 1
        assert one_line(done.stderr)
        assert "belongs to somebody else" in done.stderr
    finally:
        root.unlink()

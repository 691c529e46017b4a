"""Many people come to the simulated VNeID at one instant, each in a thread of its server."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from werkzeug.test import Client

from deploy.local.simulators.register import Register, RegisteredClient, challenge_of

BACK = "http://127.0.0.1/callback"
ASKED = {
    "response_type": "code",
    "client_id": "super-app",
    "redirect_uri": BACK,
    "scope": "openid",
    "state": "s",
    "nonce": "n",
    "code_challenge": challenge_of("v" * 43),
    "code_challenge_method": "S256",
}


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads take turns a thousand times as often as they would."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the mock behind the simulator
@pytest.mark.usefixtures("hurried")
def test_each_of_many_who_come_at_once_is_signed_in() -> None:
    from deploy.local.simulators.provider import Provider

    client = RegisteredClient("super-app", "secret", (BACK,))
    provider = Provider("http://127.0.0.1:1", Register((client,)))

    def come(number: int) -> int:
        person = {"identifier": f"046599{number:06d}", "full_name": f"Người Thứ {number}"}
        answer = Client(provider).post(f"/authorize?{urlencode(ASKED)}", data=person)
        return answer.status_code

    with ThreadPoolExecutor(8) as crowd:
        assert set(crowd.map(come, range(300))) == {302}

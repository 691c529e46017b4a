"""Sign-in at a browser, against the simulator: what is wrong first, then the way through."""

from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.identity.conftest import Vneid
from tests.identity.house import ADMINISTRATOR, API, House, problem

PERSON = {"identifier": ADMINISTRATOR[0], "full_name": ADMINISTRATOR[1]}


async def _start(house: House, next_path: str = "/start") -> tuple[str, str]:
    """Where VNeID sends the browser back to, and the browser's cookie."""
    started = await house.http.get(f"{API}/sign-in", params={"next": next_path})
    assert started.status_code == 303, started.text
    cookie = SimpleCookie(started.headers["set-cookie"])["caunoi_sign_in"].value
    house.http.cookies.clear()
    returned = await house.http.post(started.headers["location"], data=PERSON)
    assert returned.status_code == 302, returned.text
    return returned.headers["location"], cookie


async def _finish(house: House, location: str, cookie: str) -> httpx.Response:
    house.http.cookies.clear()
    answer = await house.http.get(location, headers={"Cookie": f"caunoi_sign_in={cookie}"})
    house.http.cookies.clear()
    return answer


async def test_another_state_is_refused(house: House) -> None:
    location, cookie = await _start(house)
    state = parse_qs(urlsplit(location).query)["state"][0]
    answer = await _finish(house, location.replace(state, state[::-1]), cookie)
    assert (answer.status_code, problem(answer)) == (403, "sign-in-refused")


async def test_an_answer_in_another_browser_is_refused_and_the_right_one_still_works(house: House) -> None:
    location, cookie = await _start(house)
    assert problem(await _finish(house, location, "stolen")) == "sign-in-refused"
    assert (await _finish(house, location, cookie)).status_code == 303


async def test_a_callback_that_comes_again_is_refused(house: House) -> None:
    location, cookie = await _start(house)
    assert (await _finish(house, location, cookie)).status_code == 303
    assert problem(await _finish(house, location, cookie)) == "sign-in-refused"


@pytest.mark.parametrize(("language", "words"), [("vi", "Đăng nhập lại"), ("en", "Sign in again")])
async def test_a_person_at_a_browser_reads_a_page_that_leads_back_to_the_start(
    house: House, language: str, words: str
) -> None:
    asked = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": language}
    answer = await house.http.get(f"{API}/sign-in/callback?state=x&code=y", headers=asked)
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")
    assert f'href="{API}/sign-in"' in answer.text
    assert words in answer.text


async def test_who_declines_at_vneid_is_refused(house: House) -> None:
    location, cookie = await _start(house)
    state = parse_qs(urlsplit(location).query)["state"][0]
    answer = await _finish(house, f"{API}/sign-in/callback?state={state}&error=access_denied", cookie)
    assert problem(answer) == "sign-in-refused"


@pytest.mark.parametrize("fault", ["signature", "nonce", "audience", "issuer"])
async def test_an_id_token_that_is_not_in_order_is_refused(house: House, vneid: Vneid, fault: str) -> None:
    vneid.control(mode="wrong", fault=fault)
    location, cookie = await _start(house)
    answer = await _finish(house, location, cookie)
    assert problem(answer) == "sign-in-refused"
    assert "caunoi_session" not in answer.headers.get("set-cookie", "")


async def test_while_vneid_is_down_the_answer_says_when_to_try_again(house: House, vneid: Vneid) -> None:
    vneid.control(mode="down")
    answer = await house.http.get(f"{API}/sign-in")
    assert (answer.status_code, problem(answer)) == (503, "temporarily-unavailable")
    assert answer.headers["retry-after"] == "10"


async def _fail(house: House) -> None:
    """An attempt begun here that comes back with a code that VNeID has not given."""
    location, cookie = await _start(house)
    state = parse_qs(urlsplit(location).query)["state"][0]
    answer = await _finish(house, f"{API}/sign-in/callback?state={state}&code=invented", cookie)
    assert problem(answer) == "sign-in-refused"


async def test_callbacks_of_no_attempt_close_the_door_for_nobody(house: House) -> None:
    for _ in range(11):
        answer = await _finish(house, f"{API}/sign-in/callback?state=x&code=y", "z")
        assert problem(answer) == "sign-in-refused"
    assert (await house.http.get(f"{API}/sign-in")).status_code == 303
    assert not await house.database.fetch("SELECT key FROM sign_in_failure")


async def test_ten_failures_close_the_door_for_the_address(house: House) -> None:
    for _ in range(10):
        await _fail(house)
    answer = await house.http.get(f"{API}/sign-in")
    assert (answer.status_code, problem(answer)) == (429, "too-many-sign-in-failures")


async def test_failures_are_kept_without_the_address(house: House) -> None:
    await _fail(house)
    rows = await house.database.fetch("SELECT key FROM sign_in_failure")
    assert len(rows) == 1
    assert b"127.0.0.1" not in rows[0]["key"]


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "", "/a\tb"]
)
async def test_the_way_back_never_leads_to_another_origin(house: House, elsewhere: str) -> None:
    location, cookie = await _start(house, elsewhere)
    assert (await _finish(house, location, cookie)).headers["location"] == "/"


async def test_the_session_cookie_is_a_token_that_scripts_cannot_read(house: House) -> None:
    location, cookie = await _start(house)
    answer = await _finish(house, location, cookie)
    assert answer.headers["location"] == "/start"
    morsels = SimpleCookie()
    for header in answer.headers.get_list("set-cookie"):
        morsels.load(header)
    session = morsels["caunoi_session"]
    assert (session["httponly"], session["samesite"].lower(), session["path"]) == (True, "lax", "/")
    me = await house.http.get(f"{API}/me", headers={"Cookie": f"caunoi_session={session.value}"})
    assert me.json()["roles"] == ["administrator"]
    assert me.json()["client_id"] == "caunoi-pages"

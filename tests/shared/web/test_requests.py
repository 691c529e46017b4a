"""Addresses, methods, parameters and headers that are not ours are refused in the caller's language."""

from collections.abc import Callable
from uuid import UUID

import httpx
import pytest
from litestar import Litestar

from shared.web import pagination
from tests.shared.web.conftest import client_of
from tests.shared.web.expect import fields, problem
from tests.tokens import Issuer

NOTES = "/notes/v1/notes"
ONE = f"{NOTES}/{UUID(int=1)}"
CHANGE = {"title": "a"}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/notes",
        "/notes/v1/nothing",
        "/other/v1/notes",
        f"{NOTES}/not-a-uuid",
        "/notes/v2/notes",
        "//",
        "/%C3%28",
    ],
)
async def test_an_unknown_address_is_not_found(api: httpx.AsyncClient, path: str) -> None:
    problem(await api.get(path), 404, "not-found")


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "PUT", "TRACE", "CONNECT", "BREW"])
async def test_an_unknown_method_is_not_allowed(api: httpx.AsyncClient, method: str) -> None:
    answer = await api.request(method, NOTES)
    problem(answer, 405, "method-not-allowed")
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))


@pytest.mark.parametrize(
    "path", ["/notes/v1/%00", "/notes/v1/a%0Ab", f"{NOTES}?cursor=a%00b", f"{NOTES}?x=%00"]
)
async def test_control_characters_in_an_address_are_refused(api: httpx.AsyncClient, path: str) -> None:
    assert fields(problem(await api.get(path), 400, "invalid-parameter")) == ["address"]


@pytest.mark.parametrize("limit", ["0", "-1", "101", "ten", "1.5", "", "9" * 400, "%ED%A0%80"])
async def test_a_limit_outside_1_to_100_is_refused(
    api: httpx.AsyncClient, issuer: Issuer, limit: str
) -> None:
    headers = {"Authorization": f"Bearer {issuer.machine('notes:read')}"}
    document = problem(await api.get(f"{NOTES}?limit={limit}", headers=headers), 400, "invalid-parameter")
    assert fields(document) == ["limit"]


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "!",
        "a",
        "bm90IGpzb24",
        "%C3%A9",
        "%FF",
        "a" * 1001,
        pagination.encode(1),
        pagination.encode("x", 2),
    ],
)
async def test_a_forged_cursor_is_refused(api: httpx.AsyncClient, issuer: Issuer, cursor: str) -> None:
    headers = {"Authorization": f"Bearer {issuer.machine('notes:read')}"}
    document = problem(await api.get(f"{NOTES}?cursor={cursor}", headers=headers), 400, "invalid-parameter")
    assert fields(document) == ["cursor"]


@pytest.mark.parametrize(
    ("query", "field", "reason"),
    [
        ("", "year", "required field missing"),
        ("year=null", "year", "leave the parameter out instead"),
        ("year=1&year=1", "year", "give the parameter once"),
        ("year=1&note=null", "note", "leave the parameter out instead"),
        ("year=1&note=null&note=null", "note", "leave the parameter out instead"),
        ("year=1&note=NULL", "note", "leave the parameter out instead"),
        ("year=1&old=null", "old", "leave the parameter out instead"),
        ("year=1&old=maybe", "old", "expected true or false, got text"),
        ("year=1&since=0.5", "since", "a time is written as in 2026-08-17T07:30:00+07:00"),
        ("year=1&since=null", "since", "leave the parameter out instead"),
        (
            "year=1&since=2026-08-17T07:30:00",
            "since",
            "a time needs its offset, as in 2026-08-17T07:30:00+07:00",
        ),
        ("year=1&words=a&words=b", "words", "give the parameter once"),
    ],
)
async def test_a_parameter_that_is_missing_or_null_or_there_twice_is_refused(
    api: httpx.AsyncClient, query: str, field: str, reason: str
) -> None:
    document = problem(await api.get(f"/notes/v1/failing/filter?{query}"), 400, "invalid-parameter")
    assert document["errors"] == [{"field": field, "message": reason}]


async def test_a_text_may_say_null_a_list_is_repeated_and_what_is_not_declared_is_passed_over(
    api: httpx.AsyncClient,
) -> None:
    answer = await api.get("/notes/v1/failing/filter?year=7&words=null&tag=a&tag=b&utm=null&utm=1")
    assert answer.json() == ["7", "None", "None", "None", "null", "a", "b"]


async def test_pages_follow_one_another_to_the_end(api: httpx.AsyncClient, issuer: Issuer) -> None:
    headers = {"Authorization": f"Bearer {issuer.machine('notes:read')}"}
    seen, cursor = [], ""
    while True:
        page = (await api.get(f"{NOTES}?limit=10{cursor}", headers=headers)).json()
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == [str(UUID(int=number)) for number in range(1, 31)]


async def test_a_change_without_the_version_read_is_refused(api: httpx.AsyncClient, issuer: Issuer) -> None:
    problem(await api.put(ONE, json=CHANGE, headers=issuer.bearer()), 428, "version-required")


@pytest.mark.parametrize("header", ["3", '"0"', '"three"', "*", '"3", "4"', "", '"' + "9" * 40 + '"', "'3'"])
async def test_a_version_that_is_no_etag_is_refused(
    api: httpx.AsyncClient, issuer: Issuer, header: str
) -> None:
    answer = await api.put(ONE, json=CHANGE, headers=issuer.bearer() | {"If-Match": header})
    assert fields(problem(answer, 400, "invalid-parameter")) == ["If-Match"]


async def test_a_version_that_is_no_longer_current_is_stale(api: httpx.AsyncClient, issuer: Issuer) -> None:
    answer = await api.put(ONE, json=CHANGE, headers=issuer.bearer() | {"If-Match": '"2"'})
    problem(answer, 412, "stale-version")
    assert answer.headers["etag"] == '"3"'


async def test_the_current_version_may_change(api: httpx.AsyncClient, issuer: Issuer) -> None:
    answer = await api.put(ONE, json=CHANGE, headers=issuer.bearer() | {"If-Match": '"3"'})
    assert (answer.status_code, answer.json()["title"]) == (200, "a super-app")


@pytest.mark.parametrize(
    ("accept", "language", "title"),
    [
        (None, "vi", "Không tìm thấy"),
        ("en-GB,en;q=0.9", "en", "Not found"),
        ("vi-VN", "vi", "Không tìm thấy"),
        ("fr", "vi", "Không tìm thấy"),
        ("en;q=0,vi", "vi", "Không tìm thấy"),
        (";;;q=x,", "vi", "Không tìm thấy"),
    ],
)
async def test_a_problem_speaks_vietnamese_unless_english_is_wanted(
    build: Callable[..., Litestar], accept: str | None, language: str, title: str
) -> None:
    async with client_of(build()) as client:
        client.headers.pop("Accept-Language")
        answer = await client.get("/nothing", headers={"Accept-Language": accept} if accept else {})
    assert problem(answer, 404, "not-found")["title"] == title
    assert answer.headers["content-language"] == language
    assert "Accept-Language" in answer.headers["vary"]


async def test_the_reason_of_a_broken_rule_is_translated_too(api: httpx.AsyncClient, issuer: Issuer) -> None:
    headers = issuer.bearer("reporter") | {"Accept-Language": "vi"}
    document = problem(await api.post(NOTES, json={"title": 7}, headers=headers), 400, "invalid-body")
    assert document["errors"] == [{"field": "title", "message": "cần chuỗi ký tự, nhận được số nguyên"}]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("bug", 500, "internal-error"),
        ("value", 400, "invalid-value"),
        ("number", 400, "invalid-value"),
        ("refused", 400, "invalid-value"),
        ("twice", 409, "conflict"),
        ("deadlock", 503, "temporarily-unavailable"),
        ("serialization", 503, "temporarily-unavailable"),
        ("away", 503, "temporarily-unavailable"),
    ],
)
async def test_what_goes_wrong_inside_is_a_problem_without_its_details(
    api: httpx.AsyncClient, path: str, status: int, code: str
) -> None:
    answer = await api.get(f"/notes/v1/failing/{path}")
    problem(answer, status, code)
    assert "secret" not in answer.text
    assert "query argument" not in answer.text
    assert ("retry-after" in answer.headers) == (status == 503)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("host", ["", "a b", "http://x", "127.0.0.1:99999", "\x7f"])
async def test_a_host_that_is_none_is_no_failure_of_ours(api: httpx.AsyncClient, host: str) -> None:
    answer = await api.get(ONE, headers={"Host": host})
    assert answer.status_code in (200, 400)


async def test_a_caller_beyond_his_limit_is_told_when_to_come_back(
    build: Callable[..., Litestar], issuer: Issuer
) -> None:
    async with client_of(build(rate_limit_per_minute=2)) as client:
        headers = {"Authorization": f"Bearer {issuer.machine('notes:read')}"}
        for left in (1, 0):
            answer = await client.get(NOTES, headers=headers)
            assert answer.status_code == 200
            assert f"r={left}" in answer.headers["ratelimit"]
            assert answer.headers["ratelimit-policy"] == '"replica";q=2;w=60'
        refused = await client.get(NOTES, headers=headers)
        problem(refused, 429, "too-many-requests")
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert (await client.get(ONE)).status_code == 200
        assert (await client.get("/livez")).status_code == 200


async def test_guessing_tokens_is_limited_by_address(build: Callable[..., Litestar]) -> None:
    async with client_of(build(rate_limit_per_minute=2)) as client:
        codes = [
            (await client.get(NOTES, headers={"Authorization": f"Bearer a.b.{n}"})).status_code
            for n in range(4)
        ]
    assert codes == [401, 401, 429, 429]

"""A body that is not what the operation takes is refused by name, and nothing is written."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.persistence import Database
from tests.shared.web.expect import fields, problem
from tests.tokens import Issuer

NOTES = "/notes/v1/notes"
JSON = {"Content-Type": "application/json"}

MALFORMED = {
    "nothing but an opening brace": b"{",
    "two documents": b'{"title":"a"} {"title":"b"}',
    "invalid UTF-8": b'{"title":"\xff\xfe"}',
    "an overlong encoding": b'{"title":"\xc0\xaf"}',
    "a lone surrogate": b'{"title":"\\ud800"}',
    "a lone surrogate and more": b'{"title":"\\ud800 and text", "weight": 1}',
    "a low surrogate first": b'{"title":"\\udc00\\ud800x"}',
    "NUL as an escape": b'{"title":"a\\u0000b"}',
    "NUL as a byte": b'{"title":"a\x00b"}',
    "a byte order mark of UTF-16": '{"title":"a"}'.encode("utf-16"),
    "a single quote": b"{'title':'a'}",
    "a comment": b'{"title":"a"} // note',
}
BROKEN = {
    "an unknown field": (b'{"title":"a","colour":"red"}', "colour"),
    "a missing field": (b"{}", "title"),
    "a number for a text": (b'{"title":7}', "title"),
    "a text for a number": (b'{"title":"a","weight":"7"}', "weight"),
    "true for a number": (b'{"title":"a","weight":true}', "weight"),
    "an endless number": (b'{"title":"a","weight":' + b"9" * 5000 + b"}", "weight"),
    "an empty text": (b'{"title":""}', "title"),
    "too long a text": (b'{"title":"' + b"a" * 21 + b'"}', "title"),
    "a naive time": (b'{"title":"a","seen_at":"2026-08-17T07:30:00"}', "seen_at"),
    "a date for a time": (b'{"title":"a","seen_at":"2026-08-17"}', "seen_at"),
    "a list": (b"[]", "body"),
    "null": (b"null", "body"),
    "brackets without end": (b"[" * 100_000, "body"),
}


async def nothing_written(store: Database) -> bool:
    tables = ("note", "outbox", "idempotency")
    return not any([await store.fetch(f"SELECT 1 FROM {table}") for table in tables])


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
async def test_what_is_not_json_is_malformed(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, body: bytes
) -> None:
    answer = await api.post(NOTES, content=body, headers=JSON | issuer.bearer("reporter"))
    problem(answer, 400, "malformed-body")
    assert await nothing_written(store)


@pytest.mark.parametrize(("body", "field"), BROKEN.values(), ids=BROKEN)
async def test_a_broken_rule_names_its_field(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, body: bytes, field: str
) -> None:
    headers = JSON | issuer.bearer("reporter") | {"Idempotency-Key": "k"}
    document = problem(await api.post(NOTES, content=body, headers=headers), 400, "invalid-body")
    assert fields(document) == [field]
    assert await nothing_written(store)


async def test_no_body_at_all_is_an_invalid_body(api: httpx.AsyncClient, issuer: Issuer) -> None:
    document = problem(await api.post(NOTES, headers=issuer.bearer("reporter")), 400, "invalid-body")
    assert fields(document) == ["body"]


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "application/json, text/plain",
        "multipart/form-data",
        b"\xff",
    ],
)
async def test_another_content_type_is_unsupported(
    api: httpx.AsyncClient, issuer: Issuer, content_type: str | bytes | None
) -> None:
    headers = httpx.Headers(issuer.bearer("reporter"))
    if content_type is not None:
        headers = httpx.Headers(
            [
                *headers.raw,
                (b"content-type", content_type.encode() if isinstance(content_type, str) else content_type),
            ]
        )
    answer = await api.post(NOTES, content=b'{"title":"a"}', headers=headers)
    problem(answer, 415, "unsupported-media-type")


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.caunoi+json"]
)
async def test_json_under_its_other_names_is_taken(
    api: httpx.AsyncClient, issuer: Issuer, content_type: str
) -> None:
    headers = issuer.bearer("reporter") | {"Content-Type": content_type}
    answer = await api.post(NOTES, content=b'{"title":"a"}', headers=headers)
    assert answer.status_code == 201


async def test_two_megabytes_are_too_many(api: httpx.AsyncClient, issuer: Issuer) -> None:
    body = b'{"title":"' + b"a" * 2_000_000 + b'"}'
    answer = await api.post(NOTES, content=body, headers=JSON | issuer.bearer("reporter"))
    problem(answer, 413, "body-too-large")


async def test_two_megabytes_that_were_not_announced_are_too_many(
    api: httpx.AsyncClient, issuer: Issuer
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"a" * 100_000

    answer = await api.post(NOTES, content=pieces(), headers=JSON | issuer.bearer("reporter"))
    problem(answer, 413, "body-too-large")


@pytest.mark.parametrize("length", ["-1", "many", "1e3", "9" * 50])
async def test_a_length_that_is_none_is_refused(api: httpx.AsyncClient, issuer: Issuer, length: str) -> None:
    headers = JSON | issuer.bearer("reporter") | {"Content-Length": length}
    answer = await api.post(NOTES, content=b"{}", headers=headers)
    assert answer.status_code in (400, 413)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_an_escaped_backslash_before_u0000_is_no_nul(api: httpx.AsyncClient, issuer: Issuer) -> None:
    answer = await api.post(
        NOTES, content=b'{"title":"a\\\\u0000"}', headers=JSON | issuer.bearer("reporter")
    )
    assert answer.status_code == 201
    assert answer.json()["title"] == "a\\u0000"

"""The cookie of pages is as good as a token, but a change also needs the CSRF token of that session."""

from uuid import UUID

import httpx
import pytest

from shared.web import session
from tests.shared.web.expect import problem
from tests.tokens import Issuer

NOTES = "/notes/v1/notes"


def cookie(token: str) -> dict[str, str]:
    return {"Cookie": f"a=b; {session.COOKIE}={token}; c=d"}


@pytest.mark.parametrize("sent", [None, "", "0" * 64, "é"])
async def test_a_change_by_cookie_alone_is_refused(
    api: httpx.AsyncClient, issuer: Issuer, sent: str | None
) -> None:
    headers = httpx.Headers(cookie(issuer.token("reporter")))
    if sent is not None:
        headers = httpx.Headers([*headers.raw, (session.CSRF_HEADER.encode(), sent.encode())])
    answer = await api.post(NOTES, json={"title": "a"}, headers=headers)
    problem(answer, 403, "csrf-token-invalid")


async def test_the_csrf_token_of_another_session_is_refused(api: httpx.AsyncClient, issuer: Issuer) -> None:
    other = session.csrf_token(issuer.token("reporter"))
    headers = cookie(issuer.token("reporter")) | {session.CSRF_HEADER: other}
    problem(await api.post(NOTES, json={"title": "a"}, headers=headers), 403, "csrf-token-invalid")


async def test_a_change_with_the_sessions_csrf_token_is_taken(api: httpx.AsyncClient, issuer: Issuer) -> None:
    token = issuer.token("reporter")
    headers = cookie(token) | {session.CSRF_HEADER: session.csrf_token(token)}
    assert (await api.post(NOTES, json={"title": "a"}, headers=headers)).status_code == 201


async def test_a_form_may_carry_the_csrf_token_in_a_field(api: httpx.AsyncClient, issuer: Issuer) -> None:
    token = issuer.token("reporter")
    form = {session.CSRF_FIELD: session.csrf_token(token)}
    problem(await api.post(NOTES, data=form, headers=cookie(token)), 415, "unsupported-media-type")


async def test_reading_needs_the_cookie_only(api: httpx.AsyncClient, issuer: Issuer) -> None:
    answer = await api.get(NOTES, headers=cookie(issuer.machine("notes:read")))
    assert answer.status_code == 200


@pytest.mark.parametrize("ended", ["garbage", "expired"])
async def test_a_session_that_has_ended_keeps_nobody_from_what_is_public(
    api: httpx.AsyncClient, issuer: Issuer, ended: str
) -> None:
    one = f"{NOTES}/{UUID(int=1)}"
    token, code = (
        (issuer.token("reporter", exp=1), "token-expired") if ended == "expired" else (ended, "invalid-token")
    )
    assert (await api.get(one, headers=cookie(token))).json()["title"] == "anonymous"
    problem(await api.get(NOTES, headers=cookie(token)), 401, code)
    problem(await api.get(one, headers={"Authorization": f"Bearer {token}"}), 401, code)


async def test_a_header_wins_over_the_cookie(api: httpx.AsyncClient, issuer: Issuer) -> None:
    headers = cookie("garbage") | issuer.bearer("reporter")
    assert (await api.post(NOTES, json={"title": "a"}, headers=headers)).status_code == 201


@pytest.mark.parametrize(
    "value", [f"{session.COOKIE}=", f"{session.COOKIE}", f"x{session.COOKIE}=1", "\x01=;;;"]
)
async def test_a_cookie_without_a_token_is_none(api: httpx.AsyncClient, value: str) -> None:
    problem(await api.get(NOTES, headers={"Cookie": value}), 401, "unauthenticated")


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites() -> None:
    header = session.cookie("t", 600, "https://caunoi.example").to_header()
    for part in ("HttpOnly", "SameSite=lax", "Secure", "Path=/", "Max-Age=600"):
        assert part in header
    assert "Secure" not in session.cookie("t", 600, "http://127.0.0.1:8000").to_header()
    assert "Max-Age=0" in session.signed_out("https://caunoi.example").to_header()

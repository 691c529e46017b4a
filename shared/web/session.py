"""The session of web pages: an HttpOnly cookie that holds the access token, and a CSRF token bound to it."""

import hmac
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any

from litestar.connection import ASGIConnection, Request
from litestar.datastructures import Cookie

from shared.web.kinds import CSRF
from shared.web.problems import Problem

COOKIE = "caunoi_session"
CSRF_HEADER = "X-CSRF-Token"
CSRF_FIELD = "csrf_token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


def cookie(token: str, max_age: int, public_url: str) -> Cookie:
    """The session cookie for an access token; Secure unless the suite runs on loopback without TLS."""
    return Cookie(
        key=COOKIE,
        value=token,
        max_age=max_age,
        path="/",
        httponly=True,
        samesite="lax",
        secure=not public_url.startswith(_LOOPBACK),
    )


def signed_out(public_url: str) -> Cookie:
    """The cookie that ends a session."""
    return cookie("", 0, public_url)


def csrf_token(token: str) -> str:
    """The token for forms and for X-CSRF-Token: an HMAC keyed by the session, which no script can read."""
    return hmac.digest(token.encode(), b"caunoi csrf", "sha256").hex()


def credentials(headers: Iterable[tuple[bytes, bytes]]) -> tuple[str | None, bool]:
    """The access token of a request and whether it came in the cookie; Authorization wins over the cookie."""
    cookies = b""
    for name, value in headers:
        if name == b"authorization":
            scheme, _, token = value.decode("latin-1").partition(" ")
            return (token.strip() if scheme.lower() == "bearer" else ""), False
        if name == b"cookie" and COOKIE.encode() in value:
            cookies = value
    return (_from_cookie(cookies), True) if cookies else (None, False)


def _from_cookie(header: bytes) -> str | None:
    try:
        morsel = SimpleCookie(header.decode("latin-1")).get(COOKIE)
    except CookieError:
        return None
    return morsel.value or None if morsel is not None else None


async def check_csrf(connection: ASGIConnection[Any, Any, Any, Any], token: str) -> None:
    """Raises Problem 403 unless the header or the form field holds the session's CSRF token."""
    sent = connection.headers.get(CSRF_HEADER)
    if sent is None and isinstance(connection, Request):
        sent = (await connection.form()).get(CSRF_FIELD)
    if not hmac.compare_digest(str(sent or "").encode(), csrf_token(token).encode()):
        raise Problem(CSRF)

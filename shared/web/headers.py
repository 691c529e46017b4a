"""Response headers that every answer carries: what browsers may do with it, and that nobody keeps it."""

from collections.abc import Iterable

Headers = list[tuple[bytes, bytes]]

_ALWAYS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), microphone=(), geolocation=(), payment=()"),
]
_TRANSPORT = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
_NO_STORE = (b"cache-control", b"no-store")
_CSP = b"content-security-policy"
_DATA_POLICY = (_CSP, b"default-src 'none'; frame-ancestors 'none'")
_PAGE_POLICY = (
    _CSP,
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    b"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
)


class ResponseHeaders:
    """Adds the headers; an operation that set Content-Security-Policy or Cache-Control keeps its own."""

    def __init__(self, public_url: str) -> None:
        secure = public_url.startswith("https:")
        self._always = [*_ALWAYS, _TRANSPORT] if secure else _ALWAYS

    def complete(self, headers: Iterable[tuple[bytes, bytes]], request_id: str) -> Headers:
        """The headers of an answer together with those it lacks."""
        complete = [*headers, *self._always, (b"x-request-id", request_id.encode())]
        page = cached = policed = False
        for name, value in headers:
            if name == b"content-type":
                page = value.startswith(b"text/html")
            elif name == b"cache-control":
                cached = True
            elif name == _CSP:
                policed = True
        if not policed:
            complete.append(_PAGE_POLICY if page else _DATA_POLICY)
        if not cached:
            complete.append(_NO_STORE)
        return complete

"""One replica's guard against floods; the gateway limits volume, the database counts what is a rule."""

import time
from collections.abc import Callable
from typing import NamedTuple

from shared.web.kinds import TOO_MANY
from shared.web.problems import Problem

_WINDOW = 60
_MAX_KEYS = 100_000


class Allowance(NamedTuple):
    """What a caller has left in the present window."""

    limit: int
    remaining: int
    seconds: int

    def headers(self) -> list[tuple[bytes, bytes]]:
        """RateLimit fields (draft-ietf-httpapi-ratelimit-headers-10)."""
        return [
            (b"ratelimit-policy", b'"replica";q=%d;w=%d' % (self.limit, _WINDOW)),
            (b"ratelimit", b'"replica";r=%d;t=%d' % (self.remaining, self.seconds)),
        ]


class RateGuard:
    """Counts requests per caller and minute in this process; a limit of 0 counts nothing."""

    def __init__(self, per_minute: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._monotonic = per_minute, monotonic
        self._counts: dict[object, int] = {}
        self._since = monotonic()

    def take(self, caller: object, own_limit: int | None = None) -> Allowance | None:
        """Counts one request; raises Problem 429 with Retry-After when the caller has none left.

        A caller's own limit, which its token names, takes the place of the service's.
        """
        limit = self._limit if own_limit is None else own_limit
        if limit <= 0:
            return None
        now = self._monotonic()
        if now - self._since >= _WINDOW or len(self._counts) >= _MAX_KEYS:
            self._counts.clear()
            self._since = now
        used = self._counts.get(caller, 0) + 1
        self._counts[caller] = used
        seconds = max(1, round(self._since + _WINDOW - now))
        if used > limit:
            raise Problem(TOO_MANY, headers={"retry-after": str(seconds)}, seconds=seconds)
        return Allowance(limit, limit - used, seconds)

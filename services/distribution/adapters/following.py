"""Follows another province's release log: fetches, verifies, stores, and goes on after the last entry."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

from services.distribution.adapters.chain import Head, LogBroken, advance
from services.distribution.adapters.repositories.followed import Followed, FollowedLog, Keys
from services.distribution.application.views.log import LogItem, LogPage

PAGE = 200
Say = Callable[[str], None]


class NotALog(Exception):
    """What answers at the address is no release log."""


def base_of(url: str) -> str:
    """The service's address from that of an origin, the service or its log; raises NotALog."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise NotALog(f"{url}: not an address")
    path = parts.path.rstrip("/").removesuffix("/log") or "/distribution/v1"
    return f"{parts.scheme}://{parts.netloc}{path}"


class Remote:
    """The log of another suite over HTTP."""

    def __init__(self, http: httpx.AsyncClient, base: str) -> None:
        self._http, self._base = http, base

    async def page(self, after: int, limit: int) -> Sequence[LogItem]:
        """Entries after one; raises httpx.HTTPError or NotALog."""
        found: LogPage = await self._get(f"log?after={after}&limit={limit}", LogPage)
        return found.entries

    async def keys(self) -> list[dict[str, Any]]:
        """The public keys; raises httpx.HTTPError or NotALog."""
        found = (await self._get("jwks.json", dict[str, Any])).get("keys")
        if not isinstance(found, list) or not all(isinstance(key, dict) and key.get("kid") for key in found):
            raise NotALog(f"{self._base}/jwks.json: no keys with ids")
        return found

    async def _get(self, path: str, kind: Any) -> Any:
        answer = await self._http.get(f"{self._base}/{path}")
        answer.raise_for_status()
        try:
            return msgspec.json.decode(answer.content, type=kind)
        except msgspec.MsgspecError as error:
            raise NotALog(f"{self._base}/{path}: {error}") from error


class Follower:
    """One log; what it has stored is what it believes, and the keys it met first are those it trusts."""

    def __init__(self, store: FollowedLog, remote: Remote, say: Say) -> None:
        self._store, self._remote, self._say = store, remote, say

    async def catch_up(self, now: datetime) -> int:
        """How many entries were new; raises LogBroken after storing what is right before it."""
        followed = await self._store.state() or await self._begin(now)
        await self._check_past(followed.head)
        began = followed.head.seq
        while page := await self._remote.page(followed.head.seq, PAGE):
            followed = await self._take(followed, page, now)
        return followed.head.seq - began

    async def verify_again(self) -> int:
        """Verifies everything stored, from the first entry on; how many. Raises LogBroken."""
        followed, head = await self._store.state(), Head()
        if followed is None:
            return 0
        while page := await self._store.after(head.seq, PAGE):
            for item in page:
                head = advance(head, item, followed.keys)
        if head != followed.head:
            raise LogBroken(head.seq + 1, "truncated", f"{followed.head.seq} entries were stored")
        return head.seq

    async def _take(self, followed: Followed, page: Sequence[LogItem], now: datetime) -> Followed:
        kept: list[LogItem] = []
        try:
            for item in page:
                followed = await self._verified(followed, item)
                kept.append(item)
        finally:
            if kept:
                await self._store.append(kept, followed, now)
        return followed

    async def _verified(self, followed: Followed, item: LogItem) -> Followed:
        try:
            return Followed(advance(followed.head, item, followed.keys), followed.keys)
        except LogBroken as error:
            keys = await self._learned(followed.keys) if error.kind == "forged" else None
            if keys is None:
                raise
            return Followed(advance(followed.head, item, keys), keys)

    async def _learned(self, keys: Keys) -> Keys | None:
        """The keys with those that have come since; a key that is known by its id never changes."""
        known = {key["kid"] for key in keys["keys"]}
        fresh = [key for key in await self._remote.keys() if key["kid"] not in known]
        for key in fresh:
            self._say(f"new key {key['kid']}")
        return {"keys": [*keys["keys"], *fresh]} if fresh else None

    async def _check_past(self, head: Head) -> None:
        if head.seq == 0:
            return
        page = await self._remote.page(head.seq - 1, 1)
        if not page:
            raise LogBroken(head.seq, "truncated", "it was there and is there no more")
        if page[0].hash != head.hash:
            raise LogBroken(head.seq, "rewritten", "it is not the one that was stored")

    async def _begin(self, now: datetime) -> Followed:
        keys: Keys = {"keys": await self._remote.keys()}
        for key in keys["keys"]:
            self._say(f"trusting key {key['kid']} from now on")
        await self._store.begin(keys, now)
        return Followed(Head(), keys)

"""Where the verification keys come from: identity's JWKS (RFC 7517), cached, so that identity may be away."""

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

import httpx
import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

_RETRY_SECONDS = 10.0
_STALE_SECONDS = 300.0
_TIMEOUT_SECONDS = 3.0

log = logging.getLogger(__name__)


class KeysUnavailable(Exception):
    """No key has ever been read, so no token can be checked yet."""


class KeySource(Protocol):
    """Finds verification keys by their `kid`."""

    def known(self, key_id: str) -> Key | None:
        """A key read before, without waiting."""
        ...

    async def refresh(self) -> None:
        """Read the keys again unless tried just now; raises KeysUnavailable while there are none at all."""
        ...


class JwksSource:
    """Reads `http(s):` and `file:` addresses; unknown keys cause at most one read each 10 s.

    After five minutes the set is read again behind the requests, so that a withdrawn key stops counting;
    while identity is away the keys known so far go on being used.
    """

    def __init__(self, url: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._url, self._monotonic = url, monotonic
        self._keys: dict[str, Key] = {}
        self._tried = self._read_at = float("-inf")
        self._lock = asyncio.Lock()
        self._background: asyncio.Task[None] | None = None

    def known(self, key_id: str) -> Key | None:
        """A key read before, without waiting; an old set is renewed in the background."""
        now = self._monotonic()
        if now - self._read_at > _STALE_SECONDS and now - self._tried > _RETRY_SECONDS and self._keys:
            self._tried = now
            self._background = asyncio.get_running_loop().create_task(self._read())
        return self._keys.get(key_id)

    async def refresh(self) -> None:
        """Read the keys again unless tried just now; raises KeysUnavailable while there are none at all."""
        async with self._lock:
            now = self._monotonic()
            if now - self._tried >= _RETRY_SECONDS or (not self._keys and now - self._tried >= 1):
                self._tried = now
                await self._read()
        if not self._keys:
            raise KeysUnavailable(self._url)

    async def _read(self) -> None:
        try:
            keys = KeySet.import_key_set(msgspec.json.decode(await self._fetch()))
        except (OSError, httpx.HTTPError, httpx.InvalidURL, msgspec.MsgspecError, JoseError) as error:
            log.warning("keys not read from %s: %r", self._url, error)
        except (KeyError, TypeError, ValueError) as error:
            log.warning("not a key set at %s: %r", self._url, error)
        else:
            self._keys = {key.kid: key for key in keys if key.kid}
            self._read_at = self._monotonic()

    async def _fetch(self) -> bytes:
        parts = urlsplit(self._url)
        if parts.scheme == "file":
            return await asyncio.to_thread(Path(url2pathname(parts.path)).read_bytes)
        async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, trust_env=False) as client:
            response = await client.get(self._url)
            return response.raise_for_status().content

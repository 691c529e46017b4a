"""Bytes by their SHA-256, in a folder or in S3, behind one address."""

import asyncio
from collections.abc import AsyncIterator
from functools import cached_property
from typing import Any

import obstore
from obstore.store import from_url

from services.distribution.adapters.seals import digest

_CHUNK = 1_000_000


class ObjectStore:
    """Opened when first used: a process that serves no bytes needs no store."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _store(self) -> Any:
        if self._url.startswith("file:"):
            return from_url(self._url, mkdir=True)
        return from_url(self._url)

    async def put(self, content: bytes) -> str:
        """The name of the stored object; the same bytes again change nothing."""
        name = digest(content)
        store = await asyncio.to_thread(lambda: self._store)
        await obstore.put_async(store, _path(name), content)
        return name

    async def length(self, name: str) -> int:
        """How many bytes the object has."""
        store = await asyncio.to_thread(lambda: self._store)
        return int((await obstore.head_async(store, _path(name)))["size"])

    async def read(self, name: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to `end`, exclusive, in pieces."""
        store = await asyncio.to_thread(lambda: self._store)
        for begin in range(start, end, _CHUNK):
            piece = await obstore.get_range_async(
                store, _path(name), start=begin, end=min(begin + _CHUNK, end)
            )
            yield bytes(piece)


def _path(name: str) -> str:
    return f"{name[:2]}/{name}"

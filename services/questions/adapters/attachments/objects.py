"""Bytes of parts, in a folder or in S3, behind one address."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import cached_property
from typing import Any

import obstore
from obstore.exceptions import BaseError
from obstore.store import from_url

from services.questions.application.attachments.ports import StoreAway
from services.questions.domain.attachments import Part

_CHUNK = 1_000_000


class PartStore:
    """Opened when first used. A part has a name of its own for ever, so nothing is written over."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _store(self) -> Any:
        if self._url.startswith("file:"):
            return from_url(self._url, mkdir=True)
        return from_url(self._url)

    async def _opened(self) -> Any:
        return await asyncio.to_thread(lambda: self._store)

    async def put(self, name: str, content: bytes) -> None:
        """Stored when this returns; raises StoreAway."""
        try:
            await obstore.put_async(await self._opened(), name, content)
        except (BaseError, OSError) as error:
            raise StoreAway(str(error)) from error

    async def read(self, parts: Sequence[Part], start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes of a file from `start` up to `end`, exclusive, in pieces; raises StoreAway."""
        store = await self._opened()
        for part in parts:
            first, last = max(start - part.offset, 0), min(end - part.offset, part.length)
            for begin in range(first, last, _CHUNK):
                until = min(begin + _CHUNK, last)
                try:
                    piece = await obstore.get_range_async(store, part.name, start=begin, end=until)
                except (BaseError, OSError) as error:
                    raise StoreAway(str(error)) from error
                yield bytes(piece)

    async def remove(self, names: Sequence[str]) -> None:
        """Removes these, as far as they are there; raises StoreAway."""
        for name in names:
            try:
                await obstore.delete_async(await self._opened(), name)
            except FileNotFoundError:
                continue
            except (BaseError, OSError) as error:
                raise StoreAway(str(error)) from error

    async def prune(self, prefix: str, keep: frozenset[str] = frozenset()) -> None:
        """Removes what lies under the prefix, except for what is named."""
        store = await self._opened()
        async for batch in obstore.list(store, prefix=prefix):
            gone = [one["path"] for one in batch if one["path"] not in keep]
            if gone:
                await obstore.delete_async(store, gone)

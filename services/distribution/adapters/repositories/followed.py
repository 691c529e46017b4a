"""What has been followed of one log, on PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from services.distribution.adapters.chain import Head
from services.distribution.adapters.orm.followed import followed_entries, followed_logs
from services.distribution.application.views.log import LogItem
from shared.persistence import Database

Keys = dict[str, Any]


class Followed(msgspec.Struct, frozen=True):
    """How far a log has been followed, and which keys it is trusted with."""

    head: Head
    keys: Keys


class FollowedLog:
    """One log's rows; each call is a transaction."""

    def __init__(self, database: Database, url: str) -> None:
        self._engine, self._url = database.engine, url

    async def state(self) -> Followed | None:
        """None before the first time."""
        async with self._engine.connect() as connection:
            wanted = select(followed_logs).where(followed_logs.c.url == self._url)
            row = (await connection.execute(wanted)).one_or_none()
        return None if row is None else Followed(Head(row.seq, row.hash), dict(row.keys))

    async def begin(self, keys: Keys, now: datetime) -> None:
        """Nothing stored yet, these keys trusted."""
        first = {"url": self._url, "seq": 0, "hash": Head().hash, "keys": keys, "followed_at": now}
        async with self._engine.begin() as connection:
            await connection.execute(insert(followed_logs).values(first).on_conflict_do_nothing())

    async def append(self, items: Sequence[LogItem], followed: Followed, now: datetime) -> None:
        """Verified entries that end with the new head."""
        start = followed.head.seq - len(items)
        rows = [self._row(start + number, item) for number, item in enumerate(items, 1)]
        state = {
            "seq": followed.head.seq,
            "hash": followed.head.hash,
            "keys": followed.keys,
            "followed_at": now,
        }
        async with self._engine.begin() as connection:
            await connection.execute(followed_entries.insert(), rows)
            await connection.execute(
                followed_logs.update().where(followed_logs.c.url == self._url).values(state)
            )

    async def after(self, seq: int, limit: int) -> list[LogItem]:
        """Stored entries, oldest first."""
        wanted = select(followed_entries).where(followed_entries.c.url == self._url)
        wanted = wanted.where(followed_entries.c.seq > seq).order_by(followed_entries.c.seq).limit(limit)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(wanted)).mappings()
            return [_item(cast("Mapping[str, Any]", row)) for row in rows]

    def _row(self, seq: int, item: LogItem) -> dict[str, Any]:
        return {
            "url": self._url,
            "seq": seq,
            "entry": item.entry.encode(),
            "hash": item.hash,
            "signature": item.signature,
            "edition": item.edition.encode(),
            "edition_signature": item.edition_signature,
        }


def _item(row: Mapping[str, Any]) -> LogItem:
    # A flipped byte may be no UTF-8 any more; then it must be found, not stop the reading.
    return LogItem(
        entry=row["entry"].decode(errors="replace"),
        hash=row["hash"],
        signature=row["signature"],
        edition=row["edition"].decode(errors="replace"),
        edition_signature=row["edition_signature"],
    )

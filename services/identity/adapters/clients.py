"""Machine clients as the token endpoint loads them, and what it counts of them."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from services.identity.domain.model import Limits, MachineClient, Place, Secret
from shared.clock import RealClock
from shared.persistence import Database

_FIND = "SELECT * FROM client WHERE client_id = $1"
# One row a client: a new minute starts at one.
_COUNT = """
INSERT INTO client_minute AS known (client_id, minute, tokens) VALUES ($1, $2, 1)
ON CONFLICT (client_id) DO UPDATE SET minute = excluded.minute,
    tokens = CASE WHEN known.minute = excluded.minute THEN known.tokens + 1 ELSE 1 END
RETURNING tokens
"""
_USE = """
INSERT INTO client_assertion (client_id, jti_hash, expires_at) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING RETURNING client_id
"""
_PURGE_ASSERTIONS = "DELETE FROM client_assertion WHERE expires_at < $1"
_PURGE_CODES = "DELETE FROM device_code WHERE expires_at < $1::timestamptz - interval '1 day'"
_PURGE_SESSIONS = "DELETE FROM session WHERE ends_at < $1::timestamptz - interval '1 day'"


class KnownClients:
    """What the token endpoint asks of the register: one statement each, seen by every replica."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._clock = RealClock()

    async def find(self, client_id: str) -> MachineClient | None:
        """The client with this id, if it may act now."""
        rows = await self._database.fetch(_FIND, client_id)
        client = client_of(rows[0]) if rows else None
        return client if client is not None and client.may_act(self._clock.now()) else None

    async def takes_token(self, client: MachineClient) -> bool:
        """Counts one token of the minute; False when the client has had all of it."""
        limit = client.limits.tokens_per_minute
        if limit is None:
            return True
        minute = int(self._clock.now().timestamp()) // 60
        rows = await self._database.fetch(_COUNT, client.client_id, minute)
        return bool(rows[0]["tokens"] <= limit)

    async def uses_assertion(self, client_id: str, jti: str, expires: float) -> bool:
        """Uses up an assertion; False when it was shown before (RFC 7523 section 3)."""
        digest = hashlib.sha256(jti.encode()).digest()
        until = datetime.fromtimestamp(expires, UTC)
        return bool(await self._database.fetch(_USE, client_id, digest, until))


def client_of(row: Mapping[str, Any]) -> MachineClient:
    """A row of the table as the domain knows it; through the driver alone `keys` is text."""
    digest, keys = row["secret_hash"], row["keys"]
    secret = Secret(digest, row["previous_secret_hash"], row["previous_secret_until"])
    return MachineClient(
        client_id=row["client_id"],
        name=row["name"],
        secret=None if digest is None else secret,
        grant_types=frozenset(row["grant_types"]),
        scopes=frozenset(row["scopes"]),
        audiences=frozenset(row["audiences"]),
        keys=tuple(msgspec.json.decode(keys) if isinstance(keys, str) else keys),
        limits=Limits(row["tokens_per_minute"], row["requests_per_minute"]),
        place=Place(row["press_event_id"], row["gate"], row["agency_id"]),
        expires_at=row["expires_at"],
        disabled_at=row["disabled_at"],
        version=row["version"],
    )


async def purge_access(database: Database) -> None:
    """Forgets used assertions, codes and sessions once they could not count any more."""
    for statement in (_PURGE_ASSERTIONS, _PURGE_CODES, _PURGE_SESSIONS):
        await database.fetch(statement, RealClock().now())

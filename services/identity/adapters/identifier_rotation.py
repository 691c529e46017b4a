"""Brings every stored identifier under the present keys, in small transactions, while the service runs."""

from dataclasses import dataclass
from uuid import UUID

from services.identity.adapters.identifier_keys import IdentifierCipher, UnreadableIdentifier
from services.identity.adapters.identifiers import IdentifierDigests
from shared.persistence import Database

_BATCH = """
SELECT id, identifier_digest, identifier_cipher FROM account
WHERE id > $1 AND identifier_cipher IS NOT NULL ORDER BY id LIMIT $2 FOR UPDATE
"""
_REPLACE = "UPDATE account SET identifier_digest = $2, identifier_cipher = $3 WHERE id = $1"
_UNSEALED = "SELECT count(*) FROM account WHERE identifier_cipher IS NULL AND erased_at IS NULL"
_WAITING = """
SELECT id, birth_cipher FROM identity_check
WHERE id > $1 AND birth_cipher IS NOT NULL ORDER BY id LIMIT $2 FOR UPDATE
"""
_RESEAL = "UPDATE identity_check SET birth_cipher = $2 WHERE id = $1"
_FIRST = UUID(int=0)


@dataclass
class Rotation:
    """`unsealed` accounts stay under the older digest key until they sign in; `unreadable` need their key."""

    seen: int = 0
    resealed: int = 0
    redigested: int = 0
    unreadable: int = 0
    unsealed: int = 0


class IdentifierRotation:
    """May be stopped and started again, and run twice at once: a row that is right is left alone."""

    def __init__(self, database: Database, digests: IdentifierDigests, cipher: IdentifierCipher) -> None:
        self._database, self._digests, self._cipher = database, digests, cipher

    async def run(self, batch: int = 200) -> Rotation:
        """All accounts, then the birth dates of look-ups that wait; oldest first."""
        done = Rotation()
        for step in (self._batch, self._birth_dates):
            after: UUID | None = _FIRST
            while after is not None:
                after = await step(after, batch, done)
        done.unsealed = (await self._database.fetch(_UNSEALED))[0]["count"]
        return done

    async def _batch(self, after: UUID, size: int, done: Rotation) -> UUID | None:
        async with self._database.engine.begin() as connection:
            rows = (await connection.exec_driver_sql(_BATCH, (after, size))).all()
            for row in rows:
                changed = self._renewed(row.id, row.identifier_digest, row.identifier_cipher, done)
                if changed is not None:
                    await connection.exec_driver_sql(_REPLACE, (row.id, *changed))
        done.seen += len(rows)
        return rows[-1].id if rows else None

    async def _birth_dates(self, after: UUID, size: int, done: Rotation) -> UUID | None:
        async with self._database.engine.begin() as connection:
            rows = (await connection.exec_driver_sql(_WAITING, (after, size))).all()
            for row in rows:
                if self._cipher.is_current(row.birth_cipher):
                    continue
                try:
                    birth = self._cipher.open_birth_date(row.birth_cipher, row.id)
                except UnreadableIdentifier:
                    done.unreadable += 1
                    continue
                sealed = self._cipher.seal_birth_date(birth, row.id)
                await connection.exec_driver_sql(_RESEAL, (row.id, sealed))
                done.resealed += 1
        return rows[-1].id if rows else None

    def _renewed(
        self, account_id: UUID, digest: bytes, sealed: bytes, done: Rotation
    ) -> tuple[bytes, bytes] | None:
        try:
            identifier = self._cipher.open(sealed, account_id)
        except UnreadableIdentifier:
            done.unreadable += 1
            return None
        stored = self._digests.of(identifier.digits)
        current = self._cipher.is_current(sealed)
        if current and digest == stored.digest:
            return None
        done.resealed += not current
        done.redigested += digest != stored.digest
        return stored.digest, sealed if current else self._cipher.seal(identifier, account_id)

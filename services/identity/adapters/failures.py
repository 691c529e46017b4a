"""Failed sign-ins, counted from rows so that every replica sees them; on real time, kept for a day."""

from datetime import timedelta

from services.identity.adapters.identifiers import IdentifierDigests
from services.identity.domain.errors import TooManyFailures
from shared.clock import RealClock
from shared.persistence import Database

_KEPT = timedelta(days=1)
_COUNT = "SELECT count(*) FROM sign_in_failure WHERE key = $1 AND failed_at > $2"
_RECORD = "INSERT INTO sign_in_failure (key, failed_at) VALUES ($1, $2)"
_PURGE = "DELETE FROM sign_in_failure WHERE failed_at < $1"


class SignInFailures:
    """`limit` failures in `minutes` close the door for one key: an address, one person, or wrong secrets.

    What proves itself, a client with its secret, is not asked about failures that others have caused.
    """

    def __init__(self, database: Database, digests: IdentifierDigests, limit: int, minutes: int) -> None:
        self._database, self._digests = database, digests
        self._limit, self._minutes = limit, minutes
        self._clock = RealClock()

    async def require_few(self, *key: str) -> None:
        """Raises TooManyFailures when the key has used up its failures."""
        since = self._clock.now() - timedelta(minutes=self._minutes)
        rows = await self._database.fetch(_COUNT, self._digest(key), since)
        if rows[0]["count"] >= self._limit:
            raise TooManyFailures(minutes=self._minutes)

    async def record(self, *key: str) -> None:
        """One more failure for the key."""
        await self._database.fetch(_RECORD, self._digest(key), self._clock.now())

    def _digest(self, key: tuple[str, ...]) -> bytes:
        return self._digests.of_address("\n".join(key))


async def purge_failures(database: Database) -> None:
    """Forgets what can no longer count."""
    await database.fetch(_PURGE, RealClock().now() - _KEPT)

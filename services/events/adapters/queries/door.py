"""Passes and scans, read."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from services.events.adapters.repositories.passes import SCAN, STATE, named, scan_of, state_of
from services.events.application.reading import Counts, KeyedPass
from services.events.application.views import ScanView
from services.events.application.views.door import scan_view
from services.events.domain.model import PassState
from shared.persistence import Database

_KEYED = "SELECT i.key FROM passes p JOIN invitations i ON i.id = p.invitation_id WHERE p.id = $1"
_COUNTS = """
SELECT (SELECT count(*) FROM passes WHERE press_event_id = $1) AS passes,
    (SELECT count(*) FROM passes p JOIN pass_acts a ON a.pass_id = p.id AND a.kind = 'entered'
     WHERE p.press_event_id = $1) AS entered,
    (SELECT count(*) FROM scans WHERE press_event_id = $1 AND outcome = 'conflict') AS conflicts
"""
_SCANS = f"""
SELECT {named("s", SCAN)}, s.position, p.holder_name, p.newsroom
FROM scans s LEFT JOIN passes p ON p.id = s.pass_id
WHERE s.press_event_id = $1 AND ($2::text IS NULL OR s.outcome = $2)
    AND ($3::bigint IS NULL OR s.position < $3)
ORDER BY s.position DESC LIMIT $4
"""  # noqa: S608 - names of our own, values are parameters


class DoorQueries:
    """What doors and organisers read of passes."""

    database: Database
    opens_before: timedelta

    async def keyed_pass(self, pass_id: UUID) -> KeyedPass | None:
        """A pass with the key of its invitation."""
        rows = await self.database.fetch(f"{STATE} WHERE p.id = $1", pass_id)
        if not rows:
            return None
        key = (await self.database.fetch(_KEYED, pass_id))[0]["key"]
        return KeyedPass(state_of(rows[0], self.opens_before), key)

    async def passes(self, press_event_id: UUID) -> Sequence[PassState]:
        """Every pass of a press event, in the order of the status list."""
        statement = f"{STATE} WHERE p.press_event_id = $1 ORDER BY p.list_index"
        return [
            state_of(row, self.opens_before) for row in await self.database.fetch(statement, press_event_id)
        ]

    async def counts(self, press_event_id: UUID) -> Counts:
        """Passes, entries and conflicts."""
        row = (await self.database.fetch(_COUNTS, press_event_id))[0]
        return Counts(row["passes"], row["entered"], row["conflicts"])

    async def scans(
        self, press_event_id: UUID, outcome: str | None, before: int | None, limit: int
    ) -> Sequence[tuple[int, ScanView]]:
        """Up to `limit` with their positions, newest first."""
        rows = await self.database.fetch(_SCANS, press_event_id, outcome, before, limit)
        return [
            (row["position"], scan_view(scan_of(row), row["holder_name"], row["newsroom"])) for row in rows
        ]

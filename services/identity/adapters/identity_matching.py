"""The worker's side of look-ups: takes what is due, asks outside of any transaction, keeps the result."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from services.identity.application.handlers import record_answer
from services.identity.application.ports import (
    IdentifierVault,
    Lookup,
    PopulationDatabase,
    PopulationUnavailable,
    UnitOfWork,
)
from services.identity.domain.errors import IdentifierUnavailable
from services.identity.domain.model import IdentityCheck, IdentityOutcome, RevealPurpose, compare
from shared.clock import RealClock
from shared.persistence import Database

logger = logging.getLogger(__name__)

AT_ONCE = 16
_LEASE = timedelta(minutes=2)
_FIRST_WAIT_SECONDS = 2.0
_LONGEST_WAIT_SECONDS = 300.0

_CLAIM = """
UPDATE identity_check AS c SET due_at = $2
FROM account AS a
WHERE a.id = c.account_id AND c.id IN (
    SELECT id FROM identity_check WHERE answered_at IS NULL AND due_at <= $1
    ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED
)
RETURNING c.id, c.reporter_id, c.account_id, c.officer_code, c.requested_by, c.requested_at,
    c.birth_cipher, c.attempts, coalesce(a.full_name, '') AS full_name
"""
_PUT_OFF = (
    "UPDATE identity_check SET attempts = attempts + 1, due_at = $2 WHERE id = $1 AND answered_at IS NULL"
)


class IdentityMatcher:
    """Several workers share the queue; a killed one's look-ups are free again after the lease."""

    def __init__(
        self,
        database: Database,
        population: PopulationDatabase,
        vault: IdentifierVault,
        provide_uow: Callable[[], UnitOfWork],
    ) -> None:
        self._database, self._population = database, population
        self._vault, self._uow = vault, provide_uow

    async def run(self) -> None:
        """Until nothing is due now."""
        while await self._batch():
            pass

    async def _batch(self) -> int:
        now = RealClock().now()
        rows = await self._database.fetch(_CLAIM, now, now + _LEASE, AT_ONCE)
        await asyncio.gather(*(self._one(row) for row in rows))
        return len(rows)

    async def _one(self, row: Any) -> None:
        check = _check(row)
        try:
            outcome = await self._match(check, row["full_name"])
        except (PopulationUnavailable, IdentifierUnavailable) as error:
            wait = min(_FIRST_WAIT_SECONDS * 2**check.attempts, _LONGEST_WAIT_SECONDS)
            logger.warning("look-up %s is put off by %.0f s: %s", check.id, wait, error)
            due = RealClock().now() + timedelta(seconds=wait)
            await self._database.fetch(_PUT_OFF, check.id, due)
        else:
            await record_answer(check, outcome, self._uow())

    async def _match(self, check: IdentityCheck, full_name: str) -> IdentityOutcome:
        birth = self._vault.birth_date(check)
        detail = {"officer_code": check.officer_code, "check": str(check.id)}
        identifier = await self._vault.reveal(
            check.account_id, RevealPurpose.POPULATION_LOOKUP, check.requested_by, detail
        )
        lookup = Lookup(
            request_code=str(check.id),
            officer_code=check.officer_code,
            identifier=identifier,
            full_name=full_name,
            birth_date=None if birth is None else birth.text,
        )
        found = await self._population.look_up(lookup)
        return compare(full_name, birth, found)


def _check(row: Any) -> IdentityCheck:
    return IdentityCheck(
        id=row["id"],
        reporter_id=row["reporter_id"],
        account_id=row["account_id"],
        officer_code=row["officer_code"],
        requested_by=row["requested_by"],
        requested_at=row["requested_at"],
        birth_cipher=row["birth_cipher"],
        attempts=row["attempts"],
    )

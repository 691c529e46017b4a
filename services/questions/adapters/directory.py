"""Projections of identity's facts: agencies and rights to speak as the chassis keeps them, and reporters."""

from datetime import datetime
from uuid import UUID

from services.questions.adapters.hierarchy import put_superior
from services.questions.domain.answer import Speaker
from shared.contracts.identity import AgencyRegistered, AgencyRevised, DirectoryEvent
from shared.persistence import directory, standing
from shared.persistence.speaking import Matter

_PUT_REPORTER = """
INSERT INTO reporters (reporter_id, press_agency_id, may_ask, version) VALUES ($1, $2, $3, $4)
ON CONFLICT (reporter_id) DO UPDATE
SET press_agency_id = excluded.press_agency_id, may_ask = excluded.may_ask, version = excluded.version
WHERE reporters.version < excluded.version
"""


class SqlDirectory(directory.SqlDirectory):
    """Later versions win whatever the order of arrival; a gap leaves what is known so far."""

    async def put(self, event: DirectoryEvent) -> None:
        """Keeps what identity has told, also who is above whom."""
        await super().put(event)
        if isinstance(event, AgencyRegistered | AgencyRevised):
            await put_superior(self._uow, event)

    async def speaker(
        self, account_id: UUID, agency_id: UUID, question_id: UUID, at: datetime
    ) -> Speaker | None:
        """The person behind the account, if they may speak for the agency on the question."""
        return await self.speaker_on(account_id, agency_id, ("question", question_id), at)

    async def speaker_on(
        self, account_id: UUID, agency_id: UUID, matter: Matter, at: datetime
    ) -> Speaker | None:
        """The person behind the account, if they may speak for the agency on the matter."""
        verdict = await self.may_speak(account_id, agency_id, matter, at)
        grant = verdict.grant
        if grant is None or not verdict.may_speak:
            return None
        name = await self.agency_name(agency_id, at)
        return Speaker(grant.right_id, agency_id, name, grant.full_name, grant.position)

    async def put_reporter(
        self, reporter_id: UUID, press_agency_id: UUID, *, may_ask: bool, version: int
    ) -> None:
        """A reporter's standing."""
        await self._run(_PUT_REPORTER, reporter_id, press_agency_id, may_ask, version)

    async def suspend(self, account_id: UUID, at: datetime, version: int) -> None:
        """The account may do nothing here."""
        await standing.suspend(self._uow, account_id, at, version)

    async def restore(self, account_id: UUID, at: datetime, version: int) -> None:
        """The account may act again."""
        await standing.restore(self._uow, account_id, at, version)

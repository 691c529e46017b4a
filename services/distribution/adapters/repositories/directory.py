"""Agencies and rights to speak, as the chassis projects them, in the words of this service."""

from datetime import datetime
from uuid import UUID

from services.distribution.domain.model.edition import Speaker
from shared.persistence import directory


class SqlDirectory(directory.SqlDirectory):
    """Later versions win whatever the order of arrival; a gap leaves what is known so far."""

    async def speaker(
        self, account_id: UUID, agency_id: UUID, release_id: UUID, at: datetime
    ) -> Speaker | None:
        """The person behind the account, if they may speak for the agency on the release."""
        verdict = await self.may_speak(account_id, agency_id, ("release", release_id), at)
        grant = verdict.grant
        if grant is None or not verdict.may_speak:
            return None
        name = await self.agency_name(agency_id, at)
        return Speaker(grant.right_id, grant.full_name, grant.position, name)

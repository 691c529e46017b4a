"""Projections of agencies' fields, newsrooms and releases; the order of arrival does not matter."""

from uuid import UUID

import msgspec

from services.questions.application.desk.ports import AgencyProfile, Newsroom
from shared.persistence.unit_of_work import SqlUnitOfWork

_PUT_AGENCY = """
INSERT INTO agency_profiles (agency_id, version, name, level, responsibilities, valid_from)
VALUES ($1, $2, $3, $4, $5::text::jsonb, $6) ON CONFLICT DO NOTHING
"""
_PUT_NEWSROOM = """
INSERT INTO known_newsrooms (press_agency_id, name, kind, types, domains, purpose, version)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (press_agency_id) DO UPDATE
SET name = excluded.name, kind = excluded.kind, types = excluded.types, domains = excluded.domains,
    purpose = excluded.purpose, version = excluded.version
WHERE known_newsrooms.version < excluded.version
"""
_PUT_RELEASE = """
INSERT INTO known_releases (release_id, agency_id, code, headline) VALUES ($1, $2, $3, $4)
ON CONFLICT (release_id) DO UPDATE SET code = excluded.code, headline = excluded.headline
"""
_PUT_WITHDRAWAL = """
INSERT INTO known_releases (release_id, agency_id, withdrawn) VALUES ($1, $2, true)
ON CONFLICT (release_id) DO UPDATE SET withdrawn = true
"""
_KNOWN = "SELECT 1 FROM known_releases WHERE release_id = $1"


class SqlTold:
    """What others have told, inside one transaction."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def put_agency(self, profile: AgencyProfile, version: int) -> None:
        """One version of an agency's profile; versions never change."""
        fields = msgspec.json.encode(profile.responsibilities).decode()
        key = (profile.agency_id, version)
        await self._run(_PUT_AGENCY, *key, profile.name, profile.level, fields, profile.valid_from)

    async def put_newsroom(self, newsroom: Newsroom, version: int) -> None:
        """A newsroom as it is from this version on."""
        what = (newsroom.name, newsroom.kind, newsroom.types, newsroom.domains, newsroom.purpose)
        await self._run(_PUT_NEWSROOM, newsroom.press_agency_id, *what, version)

    async def put_release(self, release_id: UUID, agency_id: UUID, code: str, headline: str) -> None:
        """A release is public."""
        await self._run(_PUT_RELEASE, release_id, agency_id, code, headline)

    async def put_withdrawal(self, release_id: UUID, agency_id: UUID) -> None:
        """It was taken back; it stays known."""
        await self._run(_PUT_WITHDRAWAL, release_id, agency_id)

    async def is_known(self, release_id: UUID) -> bool:
        """Whether it has been public; on the lean pool, so that a submission stays one statement."""
        return bool(await self._uow.database.fetch(_KNOWN, release_id))

    async def _run(self, statement: str, *arguments: object) -> None:
        connection = await self._uow.session.connection()
        await connection.exec_driver_sql(statement, arguments)

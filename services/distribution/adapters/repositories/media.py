"""Rows of media on PostgreSQL; the bytes lie in the object store."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import delete, select

from services.distribution.adapters.orm.media import media, public_media
from services.distribution.application.ports.media import MediumFacts
from services.distribution.domain.model.media import Medium
from shared.persistence import SqlUnitOfWork


class SqlMediaShelf:
    """The media of agencies, and which of them are public."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, medium: Medium) -> None:
        """A new medium, in the one statement at commit."""
        self._uow.insert(media, **asdict(medium))

    async def facts(self, agency_id: UUID, media_ids: Sequence[UUID]) -> Mapping[UUID, MediumFacts]:
        """Those of `media_ids` that the agency has."""
        if not media_ids:
            return {}
        columns = (media.c.id, media.c.name, media.c.type, media.c.bytes, media.c.sha256)
        wanted = select(*columns).where(media.c.id.in_(media_ids), media.c.agency_id == agency_id)
        rows = (await self._uow.session.execute(wanted)).mappings()
        return {row["id"]: MediumFacts(**row) for row in rows}

    async def expose(self, release_id: UUID, media_ids: Sequence[UUID]) -> None:
        """From now on exactly these are public on account of the release."""
        await self._uow.session.execute(delete(public_media).where(public_media.c.release_id == release_id))
        rows = [{"media_id": each, "release_id": release_id} for each in dict.fromkeys(media_ids)]
        if rows:
            await self._uow.session.execute(public_media.insert(), rows)

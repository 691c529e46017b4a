"""Reads of releases: whoever may not see one does not learn that there is one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from services.distribution.application.ports.releases import StoredEdition
from services.distribution.application.views.releases import (
    EditionSummary,
    EditionView,
    ReleaseSummary,
    ReleaseView,
    edition_view,
    outside,
    release_view,
)
from services.distribution.domain.errors.releases import EditionNotFound, ReleaseNotFound
from services.distribution.domain.model.content import Urgency
from services.distribution.domain.model.release import Release
from services.distribution.domain.model.workflow import Publication, Status
from services.distribution.domain.visibility import Reader, is_insider

Position = tuple[datetime, UUID]
"""The last item of a page: newest first, the id where two were listed at one instant."""


class ReleaseFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader looks for; every condition that is set must hold. `status` finds insiders' work only."""

    agency_id: UUID | None = None
    publication: Publication | None = None
    status: Status | None = None
    urgency: Urgency | None = None
    listed_from: datetime | None = None
    listed_to: datetime | None = None
    q: str | None = None


class ReleaseQueries(Protocol):
    """SQL that fills the views; the list asks for what the reader may see only."""

    async def release(self, release_id: UUID) -> Release | None:
        """One release, whoever asks; not for change."""

    async def page(
        self, wanted: ReleaseFilter, reader: Reader, after: Position | None, limit: int
    ) -> Sequence[ReleaseSummary]:
        """Up to `limit` releases that the reader may see, newest first."""

    async def edition(self, release_id: UUID, number: int) -> StoredEdition | None:
        """One edition; all of them are public."""

    async def edition_bytes(self, release_id: UUID, number: int) -> bytes | None:
        """The signed bytes of an edition."""

    async def editions(self, release_id: UUID) -> Sequence[EditionSummary]:
        """Every edition, oldest first."""


async def read_release(
    release_id: UUID, reader: Reader, now: datetime, queries: ReleaseQueries
) -> ReleaseView:
    """One release; raises ReleaseNotFound."""
    release = await queries.release(release_id)
    if release is None or not (release.is_public or is_insider(reader, release.agency_id)):
        raise ReleaseNotFound
    public = await queries.edition(release_id, release.edition) if release.edition else None
    view = release_view(release, public, now)
    return view if is_insider(reader, release.agency_id) else outside(view)


async def list_editions(release_id: UUID, queries: ReleaseQueries) -> list[EditionSummary]:
    """What was published of a release; raises ReleaseNotFound while nothing was."""
    found = await queries.editions(release_id)
    if not found:
        raise ReleaseNotFound
    return list(found)


async def read_edition(release_id: UUID, number: int, queries: ReleaseQueries) -> EditionView:
    """One edition; raises EditionNotFound, and ReleaseNotFound while there is none."""
    stored = await queries.edition(release_id, number)
    if stored is None:
        await list_editions(release_id, queries)
        raise EditionNotFound(edition=number)
    return edition_view(stored)


async def read_edition_bytes(release_id: UUID, number: int, queries: ReleaseQueries) -> bytes:
    """What was hashed and signed, byte by byte; raises as read_edition does."""
    content = await queries.edition_bytes(release_id, number)
    if content is None:
        await list_editions(release_id, queries)
        raise EditionNotFound(edition=number)
    return content

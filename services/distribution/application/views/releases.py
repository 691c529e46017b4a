"""What a reader of releases gets: everybody what is public, insiders what is being worked on too."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.distribution.application.documents import EditionDocument
from services.distribution.application.ports.releases import StoredEdition
from services.distribution.domain.model.content import Content, Urgency
from services.distribution.domain.model.edition import EditionKind
from services.distribution.domain.model.release import Release
from services.distribution.domain.model.workflow import Publication, Status


class EditionView(msgspec.Struct, frozen=True, kw_only=True):
    """An edition with its proof; the signed bytes are at `.../editions/{edition}/content`."""

    document: EditionDocument
    content_hash: str
    signature: str


class PendingView(msgspec.Struct, frozen=True, kw_only=True):
    """The edition being worked on; `schedule_missed` when it was not approved in time."""

    edition: int
    kind: EditionKind
    status: Status
    content: Content
    authors: tuple[UUID, ...]
    reason: str | None
    returned_because: str | None
    approved_by: str | None
    approved_at: datetime | None
    scheduled_at: datetime | None
    schedule_missed: bool


class ReleaseView(msgspec.Struct, frozen=True, kw_only=True):
    """One release; `pending` and `version` (the ETag) are null for readers outside the agency."""

    id: UUID
    code: str
    agency_id: UUID
    publication: Publication
    edition: int
    published_at: datetime | None
    public: EditionView | None
    pending: PendingView | None
    version: int | None


class ReleaseSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A release in a list; `status` and the instants to come are null for readers outside the agency."""

    id: UUID
    code: str
    agency_id: UUID
    agency_name: str
    headline: str
    summary: str
    urgency: Urgency
    publication: Publication
    edition: int
    listed_at: datetime
    published_at: datetime | None
    status: Status | None
    scheduled_at: datetime | None
    embargoed_until: datetime | None


class EditionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One of the editions of a release."""

    edition: int
    kind: EditionKind
    published_at: datetime
    content_hash: str
    reason: str | None


def edition_view(stored: StoredEdition) -> EditionView:
    """An edition as it was sealed."""
    return EditionView(document=stored.document, content_hash=stored.content_hash, signature=stored.signature)


def release_view(release: Release, public: StoredEdition | None, now: datetime) -> ReleaseView:
    """A release as its own people see it."""
    return ReleaseView(
        id=release.id,
        code=release.code,
        agency_id=release.agency_id,
        publication=release.publication,
        edition=release.edition,
        published_at=release.published_at,
        public=None if public is None else edition_view(public),
        pending=None if release.status is Status.NONE else _pending(release, now),
        version=release.version,
    )


def outside(view: ReleaseView) -> ReleaseView:
    """The same as everybody else sees it."""
    return msgspec.structs.replace(view, pending=None, version=None)


def _pending(release: Release, now: datetime) -> PendingView:
    approval, scheduled = release.approval, release.scheduled_at
    return PendingView(
        edition=release.edition + 1,
        kind=release.next_kind,
        status=release.status,
        content=release.content,
        authors=release.authors,
        reason=release.reason,
        returned_because=release.returned_because,
        approved_by=None if approval is None else approval.speaker.full_name,
        approved_at=None if approval is None else approval.at,
        scheduled_at=scheduled,
        schedule_missed=scheduled is not None and release.fires_at is None and scheduled <= now,
    )

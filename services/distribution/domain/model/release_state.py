"""What is known of a release, and the questions that every act on it asks first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.distribution.domain.errors.releases import (
    NotPublic,
    ReleaseWithdrawn,
    StaleRelease,
    WrongStatus,
)
from services.distribution.domain.model.content import Content
from services.distribution.domain.model.edition import Approval, EditionKind
from services.distribution.domain.model.workflow import Publication, Status


@dataclass(eq=False, kw_only=True)
class ReleaseState:
    """`version` counts the changes of a release, `told` its events, `authors` who touched the text.

    `content` is the text being worked on, `public_content` that of the last edition.
    """

    id: UUID
    code: str
    agency_id: UUID
    created_at: datetime
    listed_at: datetime
    content: Content
    authors: tuple[UUID, ...]
    public_content: Content | None = None
    status: Status = Status.DRAFT
    publication: Publication = Publication.UNPUBLISHED
    edition: int = 0
    content_hash: str | None = None
    log_seq: int | None = None
    published_at: datetime | None = None
    reason: str | None = None
    returned_because: str | None = None
    approval: Approval | None = None
    scheduled_at: datetime | None = None
    fires_at: datetime | None = None
    told: int = 0
    version: int = 1

    @property
    def is_public(self) -> bool:
        """Whether there is an edition that everybody may read; a withdrawn release says at least that."""
        return self.publication is not Publication.UNPUBLISHED

    @property
    def next_kind(self) -> EditionKind:
        """What the text being worked on will be."""
        return EditionKind.CORRECTION if self.edition else EditionKind.ORIGINAL

    def expect(self, version: int) -> None:
        """Raises StaleRelease unless the caller has read this version."""
        if version != self.version:
            raise StaleRelease

    def _must_be(self, *expected: Status) -> None:
        if self.publication is Publication.WITHDRAWN:
            raise ReleaseWithdrawn
        if self.status not in expected:
            raise WrongStatus(status=self.status.value)

    def _must_be_public(self) -> Content:
        if self.publication is Publication.WITHDRAWN:
            raise ReleaseWithdrawn
        if self.public_content is None:
            raise NotPublic
        return self.public_content

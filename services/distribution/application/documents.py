"""The signed form of an edition and of a log entry: what is hashed, followed and verified for ever.

A field may be added with a default; none is renamed or removed, or old signatures could not be read.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec

from services.distribution.application.ports.media import MediumFacts
from services.distribution.domain.model.edition import Edition, EditionKind

LogAction = Literal["publish", "correct", "withdraw"]

ACTION_OF: Mapping[EditionKind, LogAction] = {
    EditionKind.ORIGINAL: "publish",
    EditionKind.CORRECTION: "correct",
    EditionKind.WITHDRAWAL: "withdraw",
}


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what is signed: plain JSON values only."""

    def plain(self) -> dict[str, Any]:
        """As JSON values; instants in UTC."""
        values: dict[str, Any] = msgspec.to_builtins(self)
        return values


class AgencyDocument(Document, frozen=True, kw_only=True):
    """The agency as it was called on the day."""

    id: UUID
    name: str


class SpeakerDocument(Document, frozen=True, kw_only=True):
    """The spokesperson as named on the day."""

    id: UUID
    name: str
    position: str


class ContactDocument(Document, frozen=True, kw_only=True):
    """Whom the press may call."""

    name: str
    position: str | None
    phone: str | None
    email: str | None


class MediumDocument(Document, frozen=True, kw_only=True):
    """A medium by the hash of its bytes, so that it can be verified too."""

    id: UUID
    name: str
    caption: str
    type: str
    bytes: int
    sha256: str


class EditionDocument(Document, frozen=True, kw_only=True):
    """One edition; `supersedes` is the content hash of the edition before."""

    release_id: UUID
    code: str
    edition: int
    kind: EditionKind
    agency: AgencyDocument
    spokesperson: SpeakerDocument
    contact: ContactDocument
    headline: str
    summary: str
    body: str
    urgency: Literal["flash", "priority", "routine"]
    media: list[MediumDocument]
    embargoed_until: datetime | None
    published_at: datetime
    reason: str | None
    supersedes: str | None


class LogEntry(Document, frozen=True, kw_only=True):
    """One entry of the release log; its hash is in the `prev_hash` of the next one."""

    origin: str
    seq: int
    prev_hash: str
    at: datetime
    action: LogAction
    release_id: UUID
    code: str
    agency_id: UUID
    edition: int
    content_hash: str


def document_of(edition: Edition, media: Mapping[UUID, MediumFacts]) -> EditionDocument:
    """The edition as it will be signed."""
    content, speaker, contact = edition.content, edition.speaker, edition.content.contact
    return EditionDocument(
        release_id=edition.release_id,
        code=edition.code,
        edition=edition.number,
        kind=edition.kind,
        agency=AgencyDocument(id=edition.agency_id, name=speaker.agency_name),
        spokesperson=SpeakerDocument(
            id=speaker.spokesperson_id, name=speaker.full_name, position=speaker.position
        ),
        contact=ContactDocument(
            name=contact.name, position=contact.position, phone=contact.phone, email=contact.email
        ),
        headline=content.headline,
        summary=content.summary,
        body=content.body,
        urgency=content.urgency.value,
        media=[_medium(media[each.media_id], each.caption) for each in content.attachments],
        embargoed_until=content.embargoed_until,
        published_at=edition.published_at,
        reason=edition.reason,
        supersedes=edition.supersedes,
    )


def _medium(facts: MediumFacts, caption: str) -> MediumDocument:
    return MediumDocument(
        id=facts.id,
        name=facts.name,
        caption=caption,
        type=facts.type,
        bytes=facts.bytes,
        sha256=facts.sha256,
    )

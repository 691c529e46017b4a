"""What an agency writes: the text of one edition, before and after it is published."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Urgency(StrEnum):
    """How fast newsrooms should look at it."""

    FLASH = "flash"
    PRIORITY = "priority"
    ROUTINE = "routine"


@dataclass(frozen=True)
class Contact:
    """Whom the press may call about this release; at least one of phone and e-mail is there."""

    name: str
    position: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Attachment:
    """A medium of the agency's, with what is said below it."""

    media_id: UUID
    caption: str


@dataclass(frozen=True)
class Content:
    """The text of an edition; `body` is sanitised HTML, the rest is plain text."""

    headline: str
    summary: str
    body: str
    urgency: Urgency
    contact: Contact
    embargoed_until: datetime | None = None
    attachments: tuple[Attachment, ...] = ()

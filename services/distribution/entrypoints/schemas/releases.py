"""Request bodies of releases."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from services.distribution.application.commands.releases import Text
from services.distribution.domain.model.content import Attachment, Contact, Urgency
from shared.contracts.event import UtcTime

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Phone = Annotated[str, msgspec.Meta(max_length=30, pattern=r"^\+?[0-9][0-9 ().-]{4,28}$")]
Email = Annotated[str, msgspec.Meta(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
Reason = Annotated[
    str, msgspec.Meta(min_length=1, max_length=2000, examples=["Sai ngày khởi công ở đoạn thứ hai."])
]


class ContactBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom the press may call; a phone or an e-mail at least."""

    name: Line
    position: Line | None = None
    phone: Phone | None = None
    email: Email | None = None


class AttachmentBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A medium that the agency has uploaded."""

    media_id: UUID
    caption: Annotated[str, msgspec.Meta(max_length=1000)] = ""


class TextBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The text of an edition; it replaces the whole of the one before."""

    headline: Annotated[
        str,
        msgspec.Meta(
            min_length=1, max_length=300, examples=["Thành phố Huế mở thêm hai tuyến xe buýt từ ngày 01/10"]
        ),
    ]
    body: Annotated[
        str,
        msgspec.Meta(
            min_length=1,
            max_length=200_000,
            description="HTML: paragraphs, headings, lists, tables, links. Anything active is refused.",
            examples=["<p>Từ ngày 01/10/2026, hai tuyến xe buýt mới bắt đầu phục vụ.</p>"],
        ),
    ]
    contact: ContactBody
    summary: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    urgency: Urgency = Urgency.ROUTINE
    embargoed_until: UtcTime | None = None
    attachments: Annotated[tuple[AttachmentBody, ...], msgspec.Meta(max_length=20)] = ()

    def text(self) -> Text:
        """As the use cases take it."""
        contact = self.contact
        return Text(
            headline=self.headline,
            summary=self.summary,
            body=self.body,
            urgency=self.urgency,
            contact=Contact(contact.name, contact.position, contact.phone, contact.email),
            embargoed_until=self.embargoed_until,
            attachments=tuple(Attachment(each.media_id, each.caption) for each in self.attachments),
        )


class ReasonBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why; the reason of a correction or withdrawal is published with it."""

    reason: Reason


class ScheduleBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When; null takes the schedule away."""

    at: Annotated[datetime, msgspec.Meta(tz=True)] | None

"""What people type, as it is stored: NFC, no control characters, not empty."""

from services.distribution.application.commands.releases import Text
from services.distribution.application.ports.releases import Cleaner
from services.distribution.domain.errors.texts import ContactIncomplete, EmptyText, InvalidText
from services.distribution.domain.model.content import Attachment, Contact, Content
from shared.text import clean


def paragraph(field: str, text: str) -> str:
    """Stored form of a text of several lines; raises InvalidText or EmptyText naming the field."""
    cleaned = optional(field, text)
    if not cleaned:
        raise EmptyText(field=field)
    return cleaned


def line(field: str, text: str) -> str:
    """Stored form of a text of one line; raises InvalidText or EmptyText naming the field."""
    cleaned = paragraph(field, text)
    if "\n" in cleaned or "\t" in cleaned:
        raise InvalidText(field=field)
    return cleaned


def optional(field: str, text: str) -> str:
    """Stored form of a text that may be empty; raises InvalidText naming the field."""
    try:
        return clean(text)
    except ValueError as error:
        raise InvalidText(field=field) from error


def content_of(text: Text, cleaner: Cleaner) -> Content:
    """What an author typed, as it is kept; raises what is wrong with it, naming the field."""
    return Content(
        headline=line("headline", text.headline),
        summary=optional("summary", text.summary),
        body=cleaner.clean(paragraph("body", text.body)),
        urgency=text.urgency,
        contact=_contact(text.contact),
        embargoed_until=text.embargoed_until,
        attachments=tuple(
            Attachment(each.media_id, optional("attachments", each.caption)) for each in text.attachments
        ),
    )


def _contact(given: Contact) -> Contact:
    if not given.phone and not given.email:
        raise ContactIncomplete(field="contact")
    return Contact(
        name=line("contact.name", given.name),
        position=line("contact.position", given.position) if given.position else None,
        phone=line("contact.phone", given.phone) if given.phone else None,
        email=line("contact.email", given.email) if given.email else None,
    )

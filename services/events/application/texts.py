"""What people type, as it is stored: NFC, no control characters, not empty."""

from services.events.domain.errors import EmptyText, InvalidText
from shared.text import clean


def paragraph(field: str, text: str) -> str:
    """Stored form of a text of several lines; raises InvalidText or EmptyText naming the field."""
    try:
        cleaned = clean(text)
    except ValueError as error:
        raise InvalidText(field=field) from error
    if not cleaned:
        raise EmptyText(field=field)
    return cleaned


def line(field: str, text: str) -> str:
    """Stored form of a text of one line; raises InvalidText or EmptyText naming the field."""
    cleaned = paragraph(field, text)
    if "\n" in cleaned or "\t" in cleaned:
        raise InvalidText(field=field)
    return cleaned

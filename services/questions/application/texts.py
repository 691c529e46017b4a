"""What people type, as it is stored: NFC, no control characters, not empty."""

from typing import TypeVar

import msgspec

from services.questions.domain.errors import EmptyText, InvalidText
from shared.text import clean

S = TypeVar("S", bound=msgspec.Struct)
ONE_LINE = {"title"}


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


def tidied(details: S) -> S:
    """The struct with every text of it in its stored form, also in lists and parts."""
    changed = {name: _tidied(name, getattr(details, name)) for name in details.__struct_fields__}
    return msgspec.structs.replace(details, **changed)


def _tidied(field: str, value: object) -> object:
    if type(value) is str:
        return line(field, value) if field in ONE_LINE else paragraph(field, value)
    if isinstance(value, list):
        return [_tidied(field, each) for each in value]
    return tidied(value) if isinstance(value, msgspec.Struct) else value

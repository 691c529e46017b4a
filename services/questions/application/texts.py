"""What people type, as it is stored: NFC, no control characters, not empty."""

import re
from typing import TypeVar

import msgspec

from services.questions.domain.errors import EmptyText, InvalidText
from shared.text import clean

S = TypeVar("S", bound=msgspec.Struct)
ONE_LINE = {"title"}
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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


def file_name(field: str, text: str) -> str:
    """The last part of a path, as a line; raises InvalidText also where the writing would turn round.

    "hop-dong<U+202E>fdp.jpg" is shown as "hop-dongjpg.pdf", and Vietnamese needs no such character.
    """
    name = line(field, text.replace("\\", "/").rpartition("/")[2])
    if _TURNS.search(name):
        raise InvalidText(field=field)
    return name


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

"""Views as CSV (RFC 4180) and JSON files, written row by row."""

import csv
import io
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any, Literal, get_origin

import msgspec

FileFormat = Literal["csv", "json"]
TYPES: Mapping[FileFormat, str] = {"csv": "text/csv", "json": "application/json"}
# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def written(
    rows: AsyncIterator[msgspec.Struct], kind: type[msgspec.Struct], form: FileFormat
) -> AsyncIterator[bytes]:
    """The file in pieces: for CSV a header line though there are no rows, for JSON one array."""
    if form == "csv":
        yield b"\xef\xbb\xbf" + _line(columns(kind))
        async for row in rows:
            yield _line([_cell(value) for value in _flat(row).values()])
        return
    separator = b"["
    async for row in rows:
        yield separator + msgspec.json.encode(row)
        separator = b",\n"
    yield b"[]" if separator == b"[" else b"]\n"


def columns(kind: type[msgspec.Struct]) -> list[str]:
    """The header: field names, those of a nested view after the name of the field."""
    names = []
    for field in msgspec.structs.fields(kind):
        inner = _inner(field.type)
        names += [f"{field.name}_{name}" for name in inner] if inner else [field.name]
    return names


def _inner(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is list:
        return ()
    choices = getattr(annotation, "__args__", (annotation,))
    views = [one for one in choices if isinstance(one, type) and issubclass(one, msgspec.Struct)]
    return views[0].__struct_fields__ if views else ()


def _flat(row: msgspec.Struct) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(row):
        value, inner = getattr(row, field.name), _inner(field.type)
        if inner:
            found |= {f"{field.name}_{name}": getattr(value, name, None) for name in inner}
        else:
            found[field.name] = value
    return found


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if isinstance(value, str | list) and text.startswith(_FORMULA) else text


def _line(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()

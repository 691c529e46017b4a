"""CSV and JSON files of press agencies, as spreadsheets and other registers really write them."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import msgspec

from services.identity.domain.errors import DomainError
from services.identity.domain.errors.imports import WrongFieldCount
from services.identity.domain.errors.press import (
    ImportEmpty,
    ImportNotJson,
    ImportNotUnicode,
    ImportWithoutColumns,
)
from services.identity.domain.model.press_cleaning import Row, folded
from services.identity.domain.model.press_words import COLUMNS

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = (",", ";", "\t", "|")

Numbered = tuple[int, Row | DomainError]


def read_rows(raw: bytes) -> Iterator[Numbered]:
    """Rows with the numbers that a spreadsheet shows; a JSON list counts from 1. Raises UnreadableImport."""
    text = _decoded(raw)
    start = text.lstrip()[:1]
    if not start:
        raise ImportEmpty("body")
    return iter(list(_json(text)) if start in "[{" else list(_csv(text)))


def _decoded(raw: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportNotUnicode("body") from error


def _csv(text: str) -> Iterator[Numbered]:
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] | None = None
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, WrongFieldCount("row")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = _header(cells)
        else:
            yield number, _row(header, cells)


def _header(cells: list[str]) -> list[str]:
    columns = [COLUMNS.get(folded(cell.replace("_", " ")), "") for cell in cells]
    known = [column for column in columns if column]
    if not {"name", "types", "kind"} <= set(known) or len(known) != len(set(known)):
        raise ImportWithoutColumns("body")
    return columns


def _row(header: list[str], cells: list[str]) -> Row | DomainError:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        return WrongFieldCount("row")
    return {column: cell for column, cell in zip(header, cells, strict=False) if column}


def _json(text: str) -> Iterator[Numbered]:
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ImportNotJson("body") from error
    rows = found.get("press_agencies") if isinstance(found, dict) else found
    if not isinstance(rows, list):
        raise ImportNotJson("body")
    for number, row in enumerate(rows, 1):
        yield number, _object(row)


def _object(row: Any) -> Row | DomainError:
    if not isinstance(row, dict):
        return WrongFieldCount("row")
    read: dict[str, str] = {}
    for name, value in row.items():
        column = COLUMNS.get(folded(str(name).replace("_", " ")))
        if column is None or value is None:
            continue
        parts = value if isinstance(value, list) else [value]
        if not all(isinstance(part, str | bool | int) for part in parts):
            return WrongFieldCount(column)
        read[column] = ";".join(str(part) for part in parts)
    return read

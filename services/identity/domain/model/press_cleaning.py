"""Làm sạch: rows of a file become press agencies; each that cannot, repeats or adds to another is listed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from services.identity.domain.errors import (
    DomainError,
    InvalidText,
)
from services.identity.domain.errors.imports import (
    FieldMissing,
    FieldTooLong,
    NotADate,
    RowsConflict,
    UnknownWord,
)
from services.identity.domain.model.press_agency import (
    PressDetails,
    PressProfile,
    PressType,
    require_running,
)
from services.identity.domain.model.press_words import KINDS, NO, TYPES, YES

Row = Mapping[str, str]
_LENGTHS = {"licence_no": 100, "purpose": 2000}
_OTHERWISE = 200
_SEPARATORS = re.compile(r"[,;/|+\n]")
_VIETNAMESE_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_TEXTS = ("licence_no", "governing_body", "purpose", "head")


@dataclass(frozen=True)
class Merged:
    """A row that says more of a press agency of an earlier row."""

    row: int
    into: int
    fields: tuple[str, ...]


@dataclass
class Cleaned:
    """What a file comes to; rows are numbered as a spreadsheet shows them."""

    profiles: dict[int, PressProfile] = field(default_factory=dict)
    invalid: list[tuple[int, DomainError]] = field(default_factory=list)
    duplicates: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)


def clean_rows(rows: Iterable[tuple[int, Row | DomainError]], today: date) -> Cleaned:
    """Never raises for what a row holds."""
    cleaned, seen = Cleaned(), dict[str, int]()
    for number, row in rows:
        if isinstance(row, DomainError):
            cleaned.invalid.append((number, row))
            continue
        try:
            profile = profile_of(row)
            require_running(profile.details, today)
            _take(number, profile, seen, cleaned)
        except DomainError as error:
            cleaned.invalid.append((number, error))
    return cleaned


def _take(number: int, profile: PressProfile, seen: dict[str, int], cleaned: Cleaned) -> None:
    first = seen.setdefault(folded(profile.name), number)
    if first == number:
        cleaned.profiles[number] = profile
        return
    known = cleaned.profiles[first]
    both = united(known, profile)
    if both is None:
        raise RowsConflict("name", row=first)
    if both == known:
        cleaned.duplicates.append((number, first))
    else:
        cleaned.profiles[first] = both
        cleaned.merged.append(Merged(number, first, _differing(known, both)))


def united(known: PressProfile, other: PressProfile) -> PressProfile | None:
    """Both together: types and domains of either, what one leaves open; None when they contradict."""
    if known.kind is not other.kind:
        return None
    filled: dict[str, str | date | None] = {}
    for name in (*_TEXTS, "valid_to"):
        ours, theirs = getattr(known.details, name), getattr(other.details, name)
        if ours is not None and theirs is not None and ours != theirs:
            return None
        filled[name] = ours if ours is not None else theirs
    details = replace(
        known.details,
        central=known.details.central or other.details.central,
        domains=tuple(sorted({*known.details.domains, *other.details.domains})),
        **filled,  # type: ignore[arg-type]  # names and types are those of the fields they came from
    )
    return replace(known, types=known.types | other.types, details=details)


def profile_of(row: Row) -> PressProfile:
    """Raises the first thing that is wrong with the row."""
    name = _text(row, "name")
    if name is None:
        raise FieldMissing("name")
    details = PressDetails(
        licence_no=_text(row, "licence_no"),
        governing_body=_text(row, "governing_body"),
        central=_central(row),
        purpose=_text(row, "purpose"),
        domains=_domains(row),
        head=_text(row, "head"),
        valid_to=_date(row),
    )
    return PressProfile(name, _types(row), KINDS[_word(row, "kind", KINDS)], details)


def folded(text: str) -> str:
    """Without case, marks and surplus space."""
    plain = text.casefold().replace("đ", "d").replace("ð", "d")
    letters = (c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def _text(row: Row, name: str) -> str | None:
    text = " ".join(unicodedata.normalize("NFC", row.get(name, "")).split())
    if _CONTROL.search(text):
        raise InvalidText(name)
    most = _LENGTHS.get(name, _OTHERWISE)
    if len(text) > most:
        raise FieldTooLong(name, most=most)
    return text or None


def _types(row: Row) -> frozenset[PressType]:
    words = [folded(part) for part in _SEPARATORS.split(row.get("types", ""))]
    found = [word for word in words if word]
    if not found:
        raise FieldMissing("types")
    unknown = [word for word in found if word not in TYPES]
    if unknown:
        raise UnknownWord("types", word=unknown[0][:50], known=", ".join(TYPES))
    return frozenset(TYPES[word] for word in found)


def _word(row: Row, name: str, known: Mapping[str, object]) -> str:
    word = folded(row.get(name, "").replace("_", " "))
    if not word:
        raise FieldMissing(name)
    if word not in known:
        raise UnknownWord(name, word=word[:50], known=", ".join(known))
    return word


def _central(row: Row) -> bool:
    word = folded(row.get("central", ""))
    if word not in YES | NO:
        raise UnknownWord("central", word=word[:50], known=", ".join(sorted(filter(None, YES | NO))))
    return word in YES


def _domains(row: Row) -> tuple[str, ...]:
    parts = (part.strip().lower() for part in re.split(r"[\s,;|]+", row.get("domains", "")))
    plain = {re.sub(r"^https?://", "", part).rstrip("/") for part in parts}
    return tuple(sorted(plain - {""}))


def _date(row: Row) -> date | None:
    text = row.get("valid_to", "").strip()
    if not text:
        return None
    match = _VIETNAMESE_DATE.fullmatch(text)
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotADate("valid_to", text=text[:50]) from error


def _differing(known: PressProfile, both: PressProfile) -> tuple[str, ...]:
    own = ("types",) if known.types != both.types else ()
    changed = (f.name for f in fields(PressDetails))
    return (*own, *(n for n in changed if getattr(known.details, n) != getattr(both.details, n)))

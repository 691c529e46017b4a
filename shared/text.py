"""Vietnamese text: one stored form, a search key without accents, and the order of a Vietnamese list."""

import re
import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_BASE = {letter: chr(0x100 + index * 8) for index, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306", "\u0302", "\u031b"}
# One pass of the regular-expression engine: a long question is cleaned and folded with every submission.
# U+FFFE and U+FFFF cannot be written in XML at all: one title would break a whole feed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")


def nfc(text: str) -> str:
    """The stored form: Unicode NFC (macOS and some input methods send NFD)."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The search key: case and marks removed, so that "Huế", "HUE" and "hue" are equal."""
    # đ has no decomposition; Eth (U+00D0) is a look-alike that some keyboards give for Đ.
    plain = text.casefold().replace("đ", "d").replace("ð", "d")
    return nfc(_MARKS.sub("", unicodedata.normalize("NFD", plain)))


fold_once = lru_cache(maxsize=1)(fold)
"""For a text that is folded twice in a row: the last one is at hand, and no more of what people wrote."""


def clean(text: str) -> str:
    """NFC text without surrounding space; raises ValueError for what is no character that XML can write."""
    normal = nfc(text.replace("\r\n", "\n")).strip()
    found = _FORBIDDEN.search(normal)
    if found:
        raise ValueError(f"control character U+{ord(found[0]):04X}")
    return normal


def sort_key(text: str) -> str:
    """Orders as a Vietnamese dictionary does: letters first (a < ă < â, d < đ), tones only to break ties."""
    letters, tones = [], []
    for letter in nfc(text).casefold():
        parts = unicodedata.normalize("NFD", letter)
        base, marks = parts[:1], parts[1:]
        shaped = nfc(base + "".join(mark for mark in marks if mark in _SHAPES))
        letters.append(_BASE.get(shaped, shaped))
        tones.append(next((_TONES[mark] for mark in marks if mark in _TONES), "0"))
    return "".join(letters) + " " + "".join(tones)

"""Vietnamese text: one stored form, a search key without accents, and the order of a Vietnamese list."""

import unicodedata

# đ has no decomposition; Eth (U+00D0) is a look-alike that some keyboards give for Đ.
_D_STROKE = str.maketrans({"đ": "d", "ð": "d"})
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_BASE = {letter: chr(0x100 + index * 8) for index, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306", "\u0302", "\u031b"}
_ALLOWED_CONTROLS = {"\n", "\t"}


def nfc(text: str) -> str:
    """The stored form: Unicode NFC (macOS and some input methods send NFD)."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The search key: case and marks removed, so that "Huế", "HUE" and "hue" are equal."""
    plain = text.casefold().translate(_D_STROKE)
    decomposed = unicodedata.normalize("NFD", plain)
    return nfc("".join(letter for letter in decomposed if not unicodedata.combining(letter)))


def clean(text: str) -> str:
    """NFC text without surrounding space; raises ValueError for control characters and lone surrogates."""
    normal = nfc(text.replace("\r\n", "\n")).strip()
    for letter in normal:
        category = unicodedata.category(letter)
        if category == "Cs" or (category == "Cc" and letter not in _ALLOWED_CONTROLS):
            raise ValueError(f"control character U+{ord(letter):04X}")
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

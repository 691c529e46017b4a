"""Words of a Vietnamese text for comparing: folded syllables, and pairs of neighbours, which say more."""

import re
from collections.abc import Iterator, Set

from shared.text import fold, nfc

_SYLLABLE = re.compile(r"[^\W_]+")


def syllables(text: str) -> list[str]:
    """Folded, in order; "Hòa", "hoà" and "hoa" are one."""
    return syllables_of_folded(fold(text))


def syllables_of_folded(text: str) -> list[str]:
    """Of a text that is folded already."""
    return _SYLLABLE.findall(text)


def terms(text: str, stop_words: Set[str]) -> list[str]:
    """Syllables that are no stop words, and pairs of which at least one is none."""
    return list(_terms(syllables(text), stop_words))


def _terms(found: list[str], stop_words: Set[str]) -> Iterator[str]:
    before = None
    for each in found:
        if each not in stop_words:
            yield each
        if before is not None and not {before, each} <= stop_words:
            yield f"{before} {each}"
        before = each


def spelling(text: str) -> dict[str, str]:
    """How the text itself spells a term, so that an explanation is read as it was written."""
    shown = _SYLLABLE.findall(nfc(text))
    folded = [fold(each) for each in shown]
    singles = dict(zip(reversed(folded), reversed(shown), strict=True))
    pairs = {
        f"{folded[at]} {folded[at + 1]}": f"{shown[at]} {shown[at + 1]}"
        for at in reversed(range(len(shown) - 1))
    }
    return singles | pairs


def without_parts(found: list[str]) -> list[str]:
    """Drops a syllable that is shown inside a pair already."""
    inside = {part for term in found if " " in term for part in term.split()}
    return [term for term in found if term not in inside]

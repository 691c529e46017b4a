"""What a search asks for: words to find, and words that neither question nor answer may have."""

import re

import msgspec

from services.questions.domain.errors import OnlyExclusions

_PART = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<sign>-*)(?P<word>[^\s"]+)')


class Words(msgspec.Struct, frozen=True):
    """Both in the language of PostgreSQL's websearch_to_tsquery; empty is nothing."""

    sought: str
    excluded: str


def split(q: str) -> Words:
    """Takes `-word` and `-"some words"` out; raises OnlyExclusions when nothing to find is left."""
    sought: list[str] = []
    excluded: list[str] = []
    for part in _PART.finditer(q):
        word = part["word"]
        text = f'"{part["phrase"]}"' if word is None else word
        (excluded if part["minus"] or part["sign"] else sought).append(text)
    if any(map(_says_something, excluded)) and not any(map(_says_something, sought)):
        raise OnlyExclusions(field="q")
    return Words(" ".join(sought), " or ".join(excluded))


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))

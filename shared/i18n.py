"""Texts for people, in Vietnamese unless they ask for English; catalogues are gettext files beside this."""

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

from babel.core import negotiate_locale
from babel.messages.pofile import read_po

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "vi"
_LOCALES = Path(__file__).parent / "locale"


def N_(message: str) -> str:
    """Marks an English message for the catalogues; it is translated where it is shown."""
    return message


@cache
def _catalogue(language: Language) -> dict[str, str]:
    path = _LOCALES / language / "LC_MESSAGES" / "caunoi.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id and entry.string}


def translator(language: Language) -> Callable[[str], str]:
    """A function from an English message to its text in `language`; an unknown message stays as it is."""
    catalogue = _catalogue(language)
    return lambda message: catalogue.get(message, message)


@lru_cache(maxsize=256)
def negotiate(accept_language: str | None) -> Language:
    """The best of our languages for an Accept-Language header (RFC 9110 12.5.4); Vietnamese when unsure."""
    if not accept_language or len(accept_language) > 200:
        return DEFAULT
    weighted = []
    for position, part in enumerate(accept_language.split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weighted.append((-float(quality or 1), position, tag.replace("-", "_")))
        except ValueError:
            continue
    wanted = [tag for weight, _, tag in sorted(weighted) if weight < 0]
    return "en" if negotiate_locale(wanted, LANGUAGES) == "en" else DEFAULT

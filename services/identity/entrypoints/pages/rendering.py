"""Templates, the files that pages load, and days as people read them."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.identity.entrypoints.pages.texts import TEXTS
from shared.clock import PROVINCE_ZONE
from shared.i18n import Language, translator

_HOME = Path(__file__).resolve().parents[2]
TYPES: Mapping[str, str] = {"identity.css": "text/css"}


@cache
def asset(name: str) -> bytes:
    """A file of `static`; the name is one of TYPES."""
    return (_HOME / "static" / name).read_bytes()


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HOME / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(name: str, language: Language, **values: object) -> str:
    """A page in one language."""
    say = translator(language)

    def day(at: datetime) -> str:
        return format_date(at.astimezone(PROVINCE_ZONE), "dd/MM/yyyy", locale=language)

    texts = {key: say(text) for key, text in TEXTS.items()}
    return _templates().get_template(name).render(lang=language, say=texts, day=day, **values)

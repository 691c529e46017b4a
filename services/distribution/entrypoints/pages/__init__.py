"""Web pages of this service: templates, one style sheet, no script."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.clock import PROVINCE_ZONE
from shared.i18n import Language, translator

HOME = Path(__file__).parent


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(HOME), autoescape=True, undefined=StrictUndefined)
    made.filters["local"] = lambda instant: f"{instant.astimezone(PROVINCE_ZONE):%d/%m/%Y %H:%M}"
    return made


def render(template: str, language: Language, **values: Any) -> str:
    """The page in one language; everything but sanitised bodies is escaped."""
    say = translator(language)
    return _environment().get_template(template).render(_=say, language=language, **values)


def style() -> bytes:
    """The style sheet of all pages."""
    return (HOME / "pages.css").read_bytes()

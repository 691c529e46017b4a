"""The templates, and the files that their pages load."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.metrics.entrypoints.scoreboard.wording import Wording
from shared.i18n import Language

_HOME = Path(__file__).resolve().parents[2]
TYPES: Mapping[str, str] = {
    "htmx.min.js": "text/javascript",
    "chart.umd.min.js": "text/javascript",
    "scoreboard.js": "text/javascript",
    "scoreboard.css": "text/css",
}


@cache
def asset(name: str) -> bytes:
    """A file of `static`; the name is one of TYPES."""
    return (_HOME / "static" / name).read_bytes()


@cache
def versions() -> dict[str, str]:
    """A short hash of each file, for addresses that may be kept for ever."""
    return {name: sha256(asset(name)).hexdigest()[:12] for name in TYPES}


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
    """A page or a part of one in one language."""
    say = Wording(language)
    return _templates().get_template(name).render(say=say, lang=language, versions=versions(), **values)

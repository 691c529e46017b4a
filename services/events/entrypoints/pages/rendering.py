"""Templates, the files that pages load, and times as people read them."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.events.entrypoints.pages.texts import TEXTS, of_the_door
from shared.clock import PROVINCE_ZONE
from shared.i18n import Language, translator

_HOME = Path(__file__).resolve().parents[2]
TYPES: Mapping[str, str] = {
    "events.css": "text/css",
    "door.js": "text/javascript",
    "door-check.js": "text/javascript",
    "door-store.js": "text/javascript",
    "door-camera.js": "text/javascript",
    "jsQR.js": "text/javascript",
    "noble-ed25519.js": "text/javascript",
}
WORKER = "door-worker.js"
"""Served beside the pages, not among the assets: a service worker rules what lies below its own address."""


@cache
def asset(name: str) -> bytes:
    """A file of `static`; the name is one of TYPES, or WORKER."""
    return (_HOME / "static" / name).read_bytes()


def asset_addresses() -> str:
    """Every file that the door page keeps for later, separated by spaces."""
    return " ".join(f"/events/v1/assets/{name}" for name in TYPES)


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

    def moment(at: datetime) -> str:
        return _moment(at, language)

    def span(starts: datetime, ends: datetime) -> str:
        local = ends.astimezone(PROVINCE_ZONE)
        same = starts.astimezone(PROVINCE_ZONE).date() == local.date()
        return f"{_moment(starts, language)} – {f'{local:%H:%M}' if same else _moment(ends, language)}"

    texts = {key: say(text) for key, text in TEXTS.items()}
    return (
        _templates()
        .get_template(name)
        .render(lang=language, say=texts, moment=moment, span=span, **{"other_language": None, **values})
    )


def door_texts(language: Language) -> str:
    """The texts of the door's script, as JSON for an attribute."""
    say = translator(language)
    return msgspec.json.encode({key: say(text) for key, text in of_the_door().items()}).decode()


def _moment(at: datetime, language: Language) -> str:
    local = at.astimezone(PROVINCE_ZONE)
    return f"{local:%H:%M}, {format_date(local, 'EEEE, dd/MM/yyyy', locale=language)}"

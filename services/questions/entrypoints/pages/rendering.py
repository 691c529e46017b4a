"""Templates, the style sheet, and times as people read them."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from babel.dates import format_date, format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.questions.application.case_reading import GROUNDS
from services.questions.entrypoints.pages import texts
from shared.clock import PROVINCE_ZONE
from shared.i18n import Language, translator

_HOME = Path(__file__).resolve().parents[2]
_DAY = {"vi": "dd/MM/yyyy", "en": "d MMMM yyyy"}
_MOMENT = {"vi": "HH:mm dd/MM/yyyy", "en": "d MMMM yyyy, HH:mm"}


@cache
def style() -> bytes:
    """The style sheet of all pages."""
    return (_HOME / "static" / "answers.css").read_bytes()


@cache
def style_version() -> str:
    """Changes with the style sheet, so that no browser keeps an old one."""
    return sha256(style()).hexdigest()[:8]


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
    """A page in one language; everything in it is escaped."""
    say = translator(language)
    words: Mapping[str, Mapping[str, str]] = {
        "forms": texts.FORMS,
        "grounds": {ground.value: text for ground, text in GROUNDS.items()},
        "happenings": texts.HAPPENINGS,
    }
    said = {kind: {key: say(text) for key, text in each.items()} for kind, each in words.items()}
    return (
        _templates()
        .get_template(name)
        .render(
            lang=language,
            say={key: say(text) for key, text in texts.PAGES.items()},
            law=say(texts.GROUND_LAW),
            style_version=style_version(),
            **said,
            **times(language),
            **values,
        )
    )


def times(language: Language) -> dict[str, Callable[[datetime], str]]:
    """`day`, `moment` and `due` as functions of an instant, by the province's clock."""
    end_of = translator(language)(texts.ANSWER["end_of"])

    def day(at: datetime) -> str:
        return format_date(at.astimezone(PROVINCE_ZONE), _DAY[language], locale=language)

    def moment(at: datetime) -> str:
        return format_datetime(at.astimezone(PROVINCE_ZONE), _MOMENT[language], locale=language)

    def due(at: datetime) -> str:
        """A term that ends at midnight is read as the day that it ends with."""
        local = at.astimezone(PROVINCE_ZONE)
        if local.time() == time.min:
            return end_of.format(day=day(local - timedelta(days=1)))
        return moment(at)

    return {"day": day, "moment": moment, "due": due}

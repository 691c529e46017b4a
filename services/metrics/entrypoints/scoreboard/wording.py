"""Texts, numbers and dates as a reader of one language writes them."""

from datetime import date, datetime

from babel.numbers import format_decimal, format_percent

from services.metrics.entrypoints.scoreboard.texts import TEXTS
from shared.clock import PROVINCE_ZONE
from shared.i18n import Language, translator

_DATES = {"vi": "%d/%m/%Y", "en": "%Y-%m-%d"}


class Wording:
    """What the templates call."""

    def __init__(self, language: Language) -> None:
        self.language = language
        say = translator(language)
        self._texts = {name: say(text) for name, text in TEXTS.items()}

    def __call__(self, name: str, **values: object) -> str:
        """The text of that name; numbers in it are written as numbers."""
        return self._texts[name].format(**{key: self._written(value) for key, value in values.items()})

    def number(self, value: float) -> str:
        """With separators, and one decimal where there is one."""
        return str(format_decimal(value, "#,##0.#", locale=self.language))

    def percent(self, value: float) -> str:
        """Of a rate, to a tenth of a percent."""
        return str(format_percent(value, "#,##0.#%", locale=self.language))

    def day(self, value: date) -> str:
        """Of the province."""
        local = value.astimezone(PROVINCE_ZONE) if isinstance(value, datetime) else value
        return local.strftime(_DATES[self.language])

    def minute(self, value: datetime) -> str:
        """Day and time in the province."""
        return f"{value.astimezone(PROVINCE_ZONE):%H:%M} {self.day(value)}"

    def hours(self, minutes: float | None) -> str:
        """Office hours from minutes."""
        return "–" if minutes is None else self("hours_short", number=round(minutes / 60, 1))

    def _written(self, value: object) -> object:
        return self.number(value) if isinstance(value, int | float) else value

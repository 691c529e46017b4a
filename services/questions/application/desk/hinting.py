"""Hints to a reporter whose question leaves something open; he may ask it as it is all the same."""

from collections.abc import Sequence, Set

import msgspec

from services.questions.application.desk.words import syllables_of_folded
from services.questions.domain.hints import HintKind, HintRule, left_open
from shared.i18n import N_, Language, translator
from shared.text import fold_once

TEXTS = {
    HintKind.NO_TIME: N_("The question names no time: which day, month or period is it about?"),
    HintKind.NO_PLACE: N_("The question names no place: which ward, commune, street or building is meant?"),
    HintKind.NO_ASK: N_("It is not clear what is asked: end with a question, or say what you want to know."),
    HintKind.NO_MATTER: N_("The question is very short: say what it is about, so that it finds its agency."),
}


class HintView(msgspec.Struct, frozen=True):
    """One thing that the question leaves open."""

    kind: HintKind
    text: str


class HintsView(msgspec.Struct, frozen=True):
    """Nothing is decided by them; an empty list is a good sign."""

    hints: list[HintView]


class Hinting:
    """Rules for text with accents and for text that was typed without them."""

    def __init__(self, accented: Sequence[HintRule], folded: Sequence[HintRule], stop: Set[str]) -> None:
        self._accented, self._folded, self._stop = accented, folded, stop

    def hints(self, asked: str, language: Language) -> list[HintView]:
        """What the whole text, title and body, leaves open; NFC."""
        text, folded = asked.casefold(), fold_once(asked)
        words = set(syllables_of_folded(folded)) - self._stop
        rules, said = (self._folded, folded) if text == folded else (self._accented, text)
        say = translator(language)
        return [HintView(kind, say(TEXTS[kind])) for kind in left_open(said, words, rules)]

"""What this service knows of the language, from vietnamese.json: stop words and the rules of hints."""

import re
from functools import cache
from pathlib import Path

import msgspec

from services.questions.application.desk.hinting import Hinting
from services.questions.domain.hints import HintKind, HintRule
from shared.text import fold, nfc

_FILE = Path(__file__).with_name("vietnamese.json")


class RuleSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule as it is written: signs are phrases with their accents, or a pattern."""

    kind: HintKind
    phrases: tuple[str, ...] = ()
    pattern: str | None = None
    least_words: int = 0

    def rule(self, *, folded: bool) -> HintRule:
        """For text with accents, or for text without."""
        phrases = [fold(each) if folded else nfc(each).casefold() for each in self.phrases]
        signs = [rf"\b(?:{'|'.join(map(re.escape, phrases))})\b"] if phrases else []
        signs += [self.pattern] if self.pattern else []
        return HintRule(self.kind, re.compile("|".join(signs)) if signs else None, self.least_words)


class Knowledge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file."""

    stop_words: frozenset[str]
    hints: tuple[RuleSource, ...]

    def hinting(self) -> Hinting:
        """The rules, ready to use."""
        accented, folded = ([each.rule(folded=way) for each in self.hints] for way in (False, True))
        return Hinting(accented, folded, self.stop_words)


@cache
def knowledge() -> Knowledge:
    """Read once; a broken file stops the start."""
    return msgspec.json.decode(_FILE.read_bytes(), type=Knowledge)

"""What a question leaves open, so that its asker may say it before an officer has to ask; rules are data."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum


class HintKind(StrEnum):
    """What an answering officer would have to ask back for."""

    NO_TIME = "no_time"
    NO_PLACE = "no_place"
    NO_ASK = "no_ask"
    NO_MATTER = "no_matter"


@dataclass(frozen=True)
class HintRule:
    """The question says it when a sign is found, and when it has at least so many different words."""

    kind: HintKind
    sign: re.Pattern[str] | None = None
    least_words: int = 0

    def leaves_open(self, text: str, words: Set[str]) -> bool:
        """Whether the question does not say it; `words` are those that carry meaning."""
        unsigned = self.sign is not None and self.sign.search(text) is None
        return unsigned or len(words) < self.least_words


def left_open(text: str, words: Set[str], rules: Iterable[HintRule]) -> list[HintKind]:
    """In the order of the rules."""
    return [rule.kind for rule in rules if rule.leaves_open(text, words)]

"""Who may do what with a question and when: one table, checked at start, drawn into the docs."""

from services.questions.domain.workflow.check import BrokenTable, check
from services.questions.domain.workflow.decide import decide, parts_of, possible
from services.questions.domain.workflow.table import TABLE
from services.questions.domain.workflow.words import Act, Effect, Part, Transition

__all__ = [
    "TABLE",
    "Act",
    "BrokenTable",
    "Effect",
    "Part",
    "Transition",
    "check",
    "decide",
    "parts_of",
    "possible",
]

"""What a broken rule means to a caller, in the words that the edge turns into a status."""

from typing import Literal

StatusHint = Literal[
    "invalid",
    "forbidden",
    "not_found",
    "conflict",
    "gone",
    "stale",
    "too_large",
    "unsupported",
    "unsatisfiable",
    "unprocessable",
    "too_many",
    "mismatch",
]

"""What every broken rule has: a stable code, a hint for the status, and texts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Literal

StatusHint = Literal[
    "invalid",
    "forbidden",
    "not_found",
    "conflict",
    "gone",
    "stale",
    "unsatisfiable",
    "unprocessable",
    "too_many",
]


class DomainError(Exception):
    """A broken rule; `title` and `detail` are English message ids, `params` fills the detail's braces."""

    code: ClassVar[str]
    status_hint: ClassVar[StatusHint]
    title: ClassVar[str]
    detail: ClassVar[str]
    words: ClassVar[Mapping[str, str]] = MappingProxyType({})
    params: Mapping[str, object] = MappingProxyType({})
    field: str | None = None

    def __init__(self, *, field: str | None = None, **params: object) -> None:
        self.field = field
        self.params = params
        super().__init__(self.detail.format(**params))

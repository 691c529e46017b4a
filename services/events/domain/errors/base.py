"""What every broken rule has in common."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Literal

StatusHint = Literal[
    "invalid", "forbidden", "not_found", "conflict", "gone", "stale", "unprocessable", "too_many"
]


class DomainError(Exception):
    """A broken rule; `title` and `detail` are English message ids, `params` fills the detail's braces."""

    code: ClassVar[str]
    status_hint: ClassVar[StatusHint]
    title: ClassVar[str]
    detail: ClassVar[str]
    params: Mapping[str, object] = MappingProxyType({})
    field: str | None = None

    def __init__(self, *, field: str | None = None, **params: object) -> None:
        self.field = field
        self.params = params
        super().__init__(self.detail.format(**params))


class StaleVersion(DomainError):
    """Somebody else changed it since the caller read it (RFC 9110 section 13.1.1)."""

    code = "stale-version"
    status_hint = "stale"
    title = "Somebody changed it in the meantime"
    detail = "Read it again, then send the change with its new ETag in If-Match."


class InvalidText(DomainError):
    """Text with control characters or lone surrogates."""

    code = "invalid-text"
    status_hint = "invalid"
    title = "Invalid text"
    detail = "This text contains a character that cannot be shown."


class EmptyText(DomainError):
    """Nothing is left of the text after surrounding space is gone."""

    code = "empty-text"
    status_hint = "invalid"
    title = "Empty text"
    detail = "This text is empty."


class InvalidLink(DomainError):
    """A link that is not a web address; scripts and files are no material for the press."""

    code = "invalid-link"
    status_hint = "invalid"
    title = "Not a web address"
    detail = "A link starts with https:// or http:// and names a host."

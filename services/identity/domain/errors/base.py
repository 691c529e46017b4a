"""The form of every refusal, and those that any use case may give."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Literal

StatusHint = Literal[
    "invalid", "forbidden", "not_found", "conflict", "gone", "stale", "unprocessable", "too_many"
]


class DomainError(Exception):
    """A broken rule; title and detail are English msgids, detail may name `params` in braces.

    `words` says what a value among the params means.
    """

    code: ClassVar[str]
    status_hint: ClassVar[StatusHint]
    title: ClassVar[str]
    detail: ClassVar[str] = ""
    field: str | None = None
    words: ClassVar[Mapping[str, str]] = MappingProxyType({})
    params: Mapping[str, object] = MappingProxyType({})

    def __init__(self, field: str | None = None, **params: object) -> None:
        self.field, self.params = field, params
        super().__init__(self.code)


class InvalidText(DomainError):
    """Text holds control characters, or is empty once the space around it is gone."""

    code = "invalid-text"
    status_hint = "invalid"
    title = "The text cannot be used"
    detail = "Text without control characters, and not only spaces, is needed."


class NotAllowed(DomainError):
    """The caller's role fits the operation, but not this object."""

    code = "not-allowed"
    status_hint = "forbidden"
    title = "Not allowed"
    detail = "Your role does not cover this agency or newsroom."


class AccountRequired(DomainError):
    """Only a person can do this; the token is a machine's."""

    code = "account-required"
    status_hint = "forbidden"
    title = "Only a person may do this"
    detail = "Sign in with VNeID; a machine client cannot act here."


class StaleVersion(DomainError):
    """Somebody else changed it since it was read (RFC 9110 If-Match)."""

    code = "stale-version"
    status_hint = "stale"
    title = "Somebody changed it in the meantime"
    detail = "You read version {expected}; it is version {actual} now."


class UnknownReference(DomainError):
    """The body names an agency or newsroom that does not exist; `field` says which."""

    code = "unknown-reference"
    status_hint = "unprocessable"
    title = "The body names something unknown"
    detail = "Nothing in the register has the id given in {name}."

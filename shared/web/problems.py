"""Problem documents (RFC 9457): every refusal has a stable type, and its text is in the caller's language."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

import msgspec

from shared.i18n import DEFAULT, Language, translator

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:caunoi:problem:"
MAX_BODY = 1_000_000

STATUS_OF_HINT: Mapping[str, int] = {
    "invalid": 400,
    "forbidden": 403,
    "not_found": 404,
    "conflict": 409,
    "gone": 410,
    "stale": 412,
    "too_large": 413,
    "unsupported": 415,
    "unsatisfiable": 416,
    "unprocessable": 422,
    "too_many": 429,
    # Checksum mismatch, by the tus protocol 1.0.
    "mismatch": 460,
}


class FieldError(msgspec.Struct, frozen=True):
    """One offending field: its path in the body, or the name of a parameter or header."""

    field: str
    message: str


class ProblemDocument(msgspec.Struct, frozen=True, omit_defaults=True):
    """The body of every 4xx and 5xx answer (RFC 9457); `errors` names the offending fields.

    `possible` names what the caller could do instead, where a workflow says so.
    """

    type: str
    title: str
    status: int
    detail: str
    request_id: str = ""
    errors: tuple[FieldError, ...] = ()
    possible: tuple[str, ...] = ()


class Kind(msgspec.Struct, frozen=True):
    """A sort of problem; `title` and `detail` are English messages of the catalogues."""

    code: str
    status: int
    title: str
    detail: str


class Violation(msgspec.Struct, frozen=True):
    """A field and what is wrong with it, not yet translated."""

    field: str
    message: str
    params: Mapping[str, object] = {}


@runtime_checkable
class DomainError(Protocol):
    """What a service's domain/errors.py raises; known by its shape, so that the domain imports nothing."""

    code: str
    status_hint: str
    title: str
    detail: str
    params: Mapping[str, object]


class Problem(Exception):
    """Raised by the edge itself; `params` fill the placeholders of the detail."""

    def __init__(
        self,
        kind: Kind,
        *,
        violations: Sequence[Violation] = (),
        headers: Mapping[str, str] | None = None,
        possible: Sequence[str] = (),
        **params: object,
    ) -> None:
        super().__init__(kind.code)
        self.kind, self.violations, self.params = kind, tuple(violations), params
        self.headers = dict(headers or {})
        self.possible = tuple(possible)

    def document(self, language: Language = DEFAULT, request_id: str = "") -> ProblemDocument:
        """The problem in one language."""
        say = translator(language)
        return ProblemDocument(
            type=TYPE_PREFIX + self.kind.code,
            title=say(self.kind.title),
            status=self.kind.status,
            detail=fill(say(self.kind.detail), _spoken(self.params, say)),
            request_id=request_id,
            errors=tuple(_said(violation, say) for violation in self.violations),
            possible=self.possible,
        )


def _said(violation: Violation, say: Callable[[str], str]) -> FieldError:
    return FieldError(violation.field, fill(say(violation.message), _spoken(violation.params, say)))


def _spoken(params: Mapping[str, object], say: Callable[[str], str]) -> dict[str, str]:
    """Words of ours among the values are translated too."""
    return {name: say(str(value)) for name, value in params.items()}


def encode(document: ProblemDocument) -> bytes:
    """The document as JSON."""
    return msgspec.json.encode(document)


def fill(text: str, params: Mapping[str, object]) -> str:
    """The text with its {placeholders} replaced; braces inside a value are left alone, unknown names stay."""
    for name, value in params.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def kind_of(error: Any) -> Kind:
    """The kind that a domain error, or its class, stands for: the status by its hint."""
    return Kind(error.code, STATUS_OF_HINT.get(error.status_hint, 409), error.title, error.detail)


def from_domain(error: Any) -> Problem:
    """A domain error as a problem; its field, if it has one, is the one that offends.

    `words` of the error, if it has any, say what the values of its params mean.
    """
    kind, words = kind_of(error), getattr(error, "words", {})
    params = {name: words.get(str(value), value) for name, value in error.params.items()}
    field = getattr(error, "field", None)
    violations = [Violation(field, error.detail, params)] if field else []
    return Problem(kind, violations=violations, possible=getattr(error, "possible", ()), **params)

"""Problem documents (RFC 9457): every refusal of every service has a stable type, in the caller's language."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

import msgspec

from shared.i18n import DEFAULT, N_, Language, translator

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
    "unprocessable": 422,
    "too_many": 429,
}


class FieldError(msgspec.Struct, frozen=True):
    """One offending field: its path in the body, or the name of a parameter or header."""

    field: str
    message: str


class ProblemDocument(msgspec.Struct, frozen=True, omit_defaults=True):
    """The body of every 4xx and 5xx answer (RFC 9457); `errors` names the offending fields."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str = ""
    errors: tuple[FieldError, ...] = ()


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
    """What a service's domain/errors.py raises, recognised by its shape so that the domain imports nothing."""

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
        **params: object,
    ) -> None:
        super().__init__(kind.code)
        self.kind, self.violations, self.params = kind, tuple(violations), params
        self.headers = dict(headers or {})

    def document(self, language: Language = DEFAULT, request_id: str = "") -> ProblemDocument:
        """This problem in one language."""
        say = translator(language)
        return ProblemDocument(
            type=TYPE_PREFIX + self.kind.code,
            title=say(self.kind.title),
            status=self.kind.status,
            detail=fill(say(self.kind.detail), self.params),
            request_id=request_id,
            errors=tuple(FieldError(v.field, fill(say(v.message), v.params)) for v in self.violations),
        )


def encode(document: ProblemDocument) -> bytes:
    """The document as JSON."""
    return msgspec.json.encode(document)


def fill(text: str, params: Mapping[str, object]) -> str:
    """The text with its {placeholders} replaced; braces inside a value are left alone, unknown names stay."""
    for name, value in params.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def from_domain(error: Any) -> Problem:
    """A domain error as a problem: the status by its hint, its field as the one that offends."""
    kind = Kind(error.code, STATUS_OF_HINT.get(error.status_hint, 409), error.title, error.detail)
    field = getattr(error, "field", None)
    violations = [Violation(field, error.detail, error.params)] if field else []
    return Problem(kind, violations=violations, **error.params)


MALFORMED_BODY = Kind(
    "malformed-body", 400, N_("The body is not valid JSON"), N_("Send one JSON document in UTF-8: {reason}")
)
INVALID_BODY = Kind(
    "invalid-body", 400, N_("The body breaks a rule"), N_("See 'errors' for the field and the reason.")
)
INVALID_PARAMETER = Kind(
    "invalid-parameter",
    400,
    N_("A parameter is not valid"),
    N_("See 'errors' for the parameter or header and the reason."),
)
INVALID_VALUE = Kind(
    "invalid-value", 400, N_("A value cannot be stored"), N_("A value is outside what can be stored.")
)
BAD_REQUEST = Kind(
    "bad-request", 400, N_("The request is not valid"), N_("The request could not be understood.")
)
UNAUTHENTICATED = Kind(
    "unauthenticated", 401, N_("Sign in first"), N_("Send an access token: Authorization: Bearer <token>.")
)
INVALID_TOKEN = Kind(
    "invalid-token", 401, N_("The access token is not valid"), N_("Sign in again to get a new token.")
)
TOKEN_EXPIRED = Kind(
    "token-expired", 401, N_("The access token has expired"), N_("Sign in again to get a new token.")
)
FORBIDDEN = Kind("forbidden", 403, N_("Not allowed"), N_("Your role may not do this."))
ACCOUNT_SUSPENDED = Kind(
    "account-suspended", 403, N_("The account is suspended"), N_("Ask the press-management department.")
)
CSRF = Kind(
    "csrf-token-invalid",
    403,
    N_("The form is out of date"),
    N_("Load the page again, then send the form again."),
)
NOT_FOUND = Kind("not-found", 404, N_("Not found"), N_("There is nothing at this address."))
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed", 405, N_("Method not allowed"), N_("This address does not take {method}.")
)
CONFLICT = Kind(
    "conflict", 409, N_("In conflict with what is stored"), N_("Another record already has this value.")
)
KEY_IN_USE = Kind(
    "idempotency-key-in-use",
    409,
    N_("The same request is still running"),
    N_("A request with this Idempotency-Key is still running; try again shortly."),
)
STALE_VERSION = Kind(
    "stale-version",
    412,
    N_("Somebody changed it in the meantime"),
    N_("Read it again, then send the change with its new ETag in If-Match."),
)
TOO_LARGE = Kind("body-too-large", 413, N_("The body is too large"), N_("A body has at most {limit} bytes."))
UNSUPPORTED_TYPE = Kind(
    "unsupported-media-type",
    415,
    N_("The body is not JSON"),
    N_("Send the body with Content-Type: application/json."),
)
KEY_REUSED = Kind(
    "idempotency-key-reused",
    422,
    N_("The Idempotency-Key was used for another request"),
    N_("Send a new Idempotency-Key with a new request."),
)
VERSION_REQUIRED = Kind(
    "version-required",
    428,
    N_("Say which version you are changing"),
    N_("Send the ETag you have read in the header If-Match."),
)
TOO_MANY = Kind("too-many-requests", 429, N_("Too many requests"), N_("Try again in {seconds} seconds."))
INTERNAL = Kind(
    "internal-error", 500, N_("Something went wrong here"), N_("It has been recorded under the request id.")
)
UNAVAILABLE = Kind(
    "temporarily-unavailable", 503, N_("Not available at the moment"), N_("Try again in a few seconds.")
)

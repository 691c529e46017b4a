"""The problems of the chassis; their codes are stable, because programs branch on them."""

from shared.i18n import N_
from shared.web.problems import Kind

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
    "invalid-token",
    401,
    N_("The access token is not valid"),
    N_("Send an access token of this network, unchanged; an ID token is none. Sign in again to get one."),
)
TOKEN_EXPIRED = Kind(
    "token-expired", 401, N_("The access token has expired"), N_("Sign in again to get a new token.")
)
ACCESS_REVOKED = Kind(
    "access-revoked",
    401,
    N_("The access has been withdrawn"),
    N_("Signed out, or what you may do has changed. Sign in again."),
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
    "method-not-allowed",
    405,
    N_("Method not allowed"),
    N_("This address does not take this method; the header Allow names those it takes."),
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

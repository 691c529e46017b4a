"""What a client has sent, as parameters; whatever is wrong with them is an error of RFC 6749."""

from urllib.parse import parse_qsl

import msgspec
from authlib.oauth2.rfc6749.errors import InvalidClientError, InvalidRequestError
from authlib.oauth2.rfc6749.util import extract_basic_authorization

from services.identity.adapters.id_tokens import InvalidIdToken, peek
from services.identity.adapters.oauth.server import Request

_FORM = "application/x-www-form-urlencoded"
REFUSED = "client authentication failed"


class TokenRequest(msgspec.Struct, frozen=True):
    """What arrived, not yet read."""

    content_type: str
    authorization: str | None
    body: bytes
    address: str


def parameters(sent: TokenRequest, *required: str) -> tuple[dict[str, str], dict[str, str]]:
    """The form and the headers that Authlib reads; raises InvalidRequestError."""
    if sent.content_type.partition(";")[0].strip().lower() != _FORM:
        raise InvalidRequestError(f"send {_FORM}")
    try:
        pairs = parse_qsl(
            sent.body.decode("ascii"), keep_blank_values=True, max_num_fields=50, errors="strict"
        )
    except ValueError as error:
        raise InvalidRequestError("the body is not a form") from error
    form = dict(pairs)
    if len(form) != len(pairs):
        raise InvalidRequestError("a parameter is sent twice")
    if not all(name.isascii() and value.isascii() for name, value in pairs):
        raise InvalidRequestError("parameters are ASCII")
    for name in required:
        if not form.get(name):
            raise InvalidRequestError(f"{name} is required")
    return form, {"Authorization": sent.authorization} if sent.authorization else {}


def claimed_client(request: Request) -> str:
    """The client id as sent; raises InvalidRequestError when credentials come twice or cannot be read."""
    form = request.form
    try:
        basic, _secret = extract_basic_authorization(request.headers)
    except ValueError as error:
        raise InvalidClientError(REFUSED, status_code=401) from error
    proofs = [bool(basic), "client_secret" in form, "client_assertion" in form]
    if sum(proofs) > 1:
        raise InvalidRequestError("credentials are sent twice")
    named = str(basic or (_subject(form["client_assertion"]) if proofs[2] else form.get("client_id", "")))
    if form.get("client_id", named) != named:
        raise InvalidRequestError("client_id differs from the credentials")
    if not named.isprintable():
        raise InvalidClientError(REFUSED, status_code=401)
    return named


def _subject(assertion: str) -> str:
    try:
        return peek(assertion).subject
    except InvalidIdToken as error:
        raise InvalidClientError(REFUSED, status_code=401) from error

"""What the simulator insists on in an authorization request, and how it refuses."""

import re
from urllib.parse import urlencode

import msgspec
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request, Response

from deploy.local.simulators.register import Register

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


class Refusal(Exception):
    """An OAuth error; with `redirect` it goes back to the client, else to whoever asked."""

    def __init__(
        self, error: str, description: str, *, status: int = 400, redirect: str | None = None
    ) -> None:
        super().__init__(description)
        self.error, self.description, self.status, self.redirect = error, description, status, redirect


def authorization_request(request: Request, register: Register) -> dict[str, str]:
    """The parameters of a request that may proceed to sign-in; raises Refusal."""
    asked = {name: values[0] for name, values in request.args.lists() if len(values) == 1}
    client = register.client(asked.get("client_id", ""))
    if client is None:
        raise Refusal("invalid_client", "unknown client_id")
    address = asked.get("redirect_uri", "")
    if address not in client.redirect_uris:
        raise Refusal("invalid_request", "redirect_uri is not registered for this client")
    back = f"{address}?{urlencode({'state': asked.get('state', '')})}"
    if asked.get("response_type") != "code" or "openid" not in asked.get("scope", "").split():
        raise Refusal("invalid_request", "response_type code and scope openid", redirect=back)
    if not asked.get("state") or not asked.get("nonce"):
        raise Refusal("invalid_request", "state and nonce are required", redirect=back)
    pkce = asked.get("code_challenge_method") == "S256"
    if not pkce or not _CHALLENGE.fullmatch(asked.get("code_challenge", "")):
        raise Refusal("invalid_request", "PKCE with S256 is required", redirect=back)
    return asked


def passed(answer: TestResponse) -> Response:
    """An answer of the mock behind, as it is."""
    return Response(answer.get_data(), status=answer.status_code, content_type=answer.headers["Content-Type"])


def json_response(body: object, status: int) -> Response:
    """JSON that nobody may keep."""
    headers = {"Cache-Control": "no-store"}
    return Response(msgspec.json.encode(body), status, headers, content_type="application/json")


def refused(refusal: Refusal) -> Response:
    """A refusal as RFC 6749 wants it told."""
    error = {"error": refusal.error, "error_description": refusal.description}
    if refusal.redirect is not None:
        return Response(status=302, headers={"Location": f"{refusal.redirect}&{urlencode(error)}"})
    return json_response(error, refusal.status)

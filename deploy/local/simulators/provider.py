"""The VNeID simulator: what oidc-provider-mock does not check is checked here, in front of it."""

import re
import time
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec
import oidc_provider_mock
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Request, Response

from deploy.local.simulators.pages import home, login
from deploy.local.simulators.protocol import Refusal, authorization_request, json_response, passed, refused
from deploy.local.simulators.register import Control, IssuedCode, Register, SimulatedPerson
from deploy.local.simulators.tampering import forged

_IDENTIFIER = re.compile(r"[0-9]{12}")
_HTML = "text/html; charset=utf-8"


class Provider:
    """A WSGI application: S256 only, single-use codes, state and nonce required, exact redirect addresses."""

    def __init__(self, issuer: str, register: Register) -> None:
        self.issuer, self.register = issuer, register
        self._mock = oidc_provider_mock.app(require_nonce=True, issue_refresh_token=False)
        # It reads and changes one list of the people seen last, in whichever thread a request comes.
        self._one_at_a_time = Lock()
        for person in register.persons():
            self._tell(person)

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answers one request."""
        request = Request(environ)
        try:
            response = self._route(request)
        except Refusal as refusal:
            response = refused(refusal)
        except msgspec.MsgspecError as error:
            response = json_response({"error": "invalid_request", "error_description": str(error)}, 400)
        return response(environ, start_response)

    def _route(self, request: Request) -> Response:
        place = f"{request.method} {request.path}"
        if request.path.startswith("/control"):
            return self._controlled(request, place)
        control = self.register.control
        if control.mode == "down":
            return json_response({"error": "temporarily_unavailable"}, 503)
        if control.mode == "slow":
            time.sleep(control.seconds)
        answers: dict[str, Callable[[], Response]] = {
            "GET /": lambda: Response(home(self.register), content_type=_HTML),
            "GET /.well-known/openid-configuration": self._discovery,
            "GET /jwks": lambda: passed(self._ask("GET", "/jwks")),
            "GET /authorize": lambda: self._show(request),
            "POST /authorize": lambda: self._authorize(request),
            "POST /token": lambda: self._token(request),
        }
        answer = answers.get(place)
        if answer is None:
            raise Refusal("not_found", "there is nothing here", status=404)
        return answer()

    def _controlled(self, request: Request, place: str) -> Response:
        if place == "POST /control":
            self.register.control = msgspec.json.decode(request.get_data(), type=Control)
        elif place == "POST /control/persons":
            self.learn(msgspec.json.decode(request.get_data(), type=SimulatedPerson))
        elif place != "GET /control":
            raise Refusal("not_found", "there is nothing here", status=404)
        return json_response(msgspec.to_builtins(self.register.control), 200)

    def learn(self, person: SimulatedPerson) -> None:
        """Lets an invented person sign in; raises Refusal unless the identifier is twelve digits."""
        if not _IDENTIFIER.fullmatch(person.identifier) or not person.full_name.strip():
            raise Refusal("invalid_request", "an identifier is twelve digits, a name is not empty")
        if self.register.learn(person):
            self._tell(person)

    def _tell(self, person: SimulatedPerson) -> None:
        claims = {"SoDinhDanh": person.identifier, "HoVaTen": person.full_name}
        self._ask("PUT", f"/users/{person.subject}", json=claims)

    def _ask(self, method: str, path: str, base_url: str | None = None, **options: Any) -> TestResponse:
        client = Client(self._mock, use_cookies=False)
        with self._one_at_a_time:
            return client.open(path, method=method, base_url=base_url or self.issuer, **options)

    def _discovery(self) -> Response:
        document = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "claims_supported": ["sub", "SoDinhDanh", "HoVaTen"],
        }
        return json_response(document, 200)

    def _show(self, request: Request) -> Response:
        asked = authorization_request(request, self.register)
        return Response(login(self.register, asked["client_id"]), content_type=_HTML)

    def _authorize(self, request: Request) -> Response:
        asked = authorization_request(request, self.register)
        person = self._signing_in(request)
        control = self.register.control
        fault = control.fault if control.mode == "wrong" else None
        upstream = "somebody-else" if fault == "audience" else asked["client_id"]
        query = {
            "response_type": "code",
            "client_id": upstream,
            "redirect_uri": asked["redirect_uri"],
            "scope": "openid",
            "state": asked["state"],
            "nonce": "another-nonce" if fault == "nonce" else asked["nonce"],
        }
        answer = self._ask("POST", f"/oauth2/authorize?{urlencode(query)}", data={"sub": person.subject})
        location = answer.headers["Location"]
        code = parse_qs(urlsplit(location).query)["code"][0]
        issued = IssuedCode(
            asked["client_id"], asked["redirect_uri"], asked["code_challenge"], upstream, time.monotonic()
        )
        self.register.remember(code, issued)
        return Response(status=302, headers={"Location": location, "Cache-Control": "no-store"})

    def _signing_in(self, request: Request) -> SimulatedPerson:
        identifier = request.form.get("identifier", "").strip()
        full_name = request.form.get("full_name", "").strip()
        if full_name:
            self.learn(SimulatedPerson(identifier, full_name))
        person = self.register.person(identifier)
        if person is None:
            raise Refusal("access_denied", "nobody here has this identifier", status=403)
        return person

    def _token(self, request: Request) -> Response:
        form, basic = request.form, request.authorization
        client_id = (basic.username if basic else None) or form.get("client_id", "")
        secret = (basic.password if basic else None) or form.get("client_secret", "")
        if self.register.authenticated(client_id, secret) is None:
            raise Refusal("invalid_client", "client authentication failed", status=401)
        if form.get("grant_type") != "authorization_code":
            raise Refusal("unsupported_grant_type", "authorization_code only")
        code, address = form.get("code", ""), form.get("redirect_uri", "")
        issued = self.register.redeem(code, client_id, address, form.get("code_verifier", ""))
        if issued is None:
            raise Refusal("invalid_grant", "code, redirect_uri and code_verifier do not belong together")
        return self._redeemed(code, issued)

    def _redeemed(self, code: str, issued: IssuedCode) -> Response:
        control = self.register.control
        fault = control.fault if control.mode == "wrong" else None
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": issued.redirect_uri,
            "client_id": issued.upstream_client,
            "client_secret": "unchecked",
        }
        other = "http://localhost:1" if fault == "issuer" else None
        answer = self._ask("POST", "/oauth2/token", other, data=form)
        if fault != "signature" or answer.status_code != 200:
            return passed(answer)
        body = msgspec.json.decode(answer.get_data(), type=dict[str, Any])
        return json_response({**body, "id_token": forged(body["id_token"])}, 200)

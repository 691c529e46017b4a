"""Sign-in at web pages: to VNeID and back, then a session cookie."""

import re
from typing import Annotated, Any

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.params import QueryParameter

from services.identity.adapters.oidc import ProviderUnavailable
from services.identity.adapters.tokens import LIFETIME_SECONDS
from services.identity.adapters.vneid import LIFETIME_SECONDS as ATTEMPT_SECONDS
from services.identity.domain import errors
from services.identity.entrypoints.controllers.dependencies import Parts
from services.identity.entrypoints.controllers.oauth import address_of
from shared.web import session
from shared.web.auth import public
from shared.web.kinds import UNAVAILABLE
from shared.web.problems import Problem

ATTEMPT_COOKIE = "caunoi_sign_in"
PAGES_CLIENT = "caunoi-pages"
# A path of this origin: anything a browser could read as another host is not one.
_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*")

Next = Annotated[
    str, QueryParameter(name="next", max_length=500, description="The page to go to afterwards.")
]
State = Annotated[str, QueryParameter(name="state", max_length=200, description="As VNeID returns it.")]
Code = Annotated[str | None, QueryParameter(max_length=2000, description="As VNeID returns it.")]


class SignInController(Controller):
    """The browser's way in and out."""

    tags = ("sign-in",)

    @get(
        "/sign-in",
        operation_id="StartSignIn",
        summary="Go to VNeID",
        status_code=303,
        guards=[public],
        opt={"errors": (errors.TooManyFailures,)},
    )
    async def start(
        self, request: Request[Any, Any, Any], parts: Parts, next_path: Next = "/"
    ) -> Response[None]:
        """With PKCE, state and nonce; `next` is a path of this origin."""
        await parts.failures.require_few("browser", address_of(request))
        try:
            started = await parts.flow.start(next_path if _OWN_PATH.fullmatch(next_path) else "/")
        except ProviderUnavailable as error:
            raise Problem(UNAVAILABLE, headers={"retry-after": "10"}) from error
        cookie = _attempt(parts, started.browser, ATTEMPT_SECONDS)
        return _redirect(started.location, cookie)

    @get(
        "/sign-in/callback",
        operation_id="FinishSignIn",
        summary="Come back from VNeID",
        status_code=303,
        guards=[public],
        opt={"errors": (errors.SignInRefused, errors.TooManyFailures, errors.AccountSuspended)},
    )
    async def finish(
        self, request: Request[Any, Any, Any], parts: Parts, returned: State = "", code: Code = None
    ) -> Response[None]:
        """The session lasts as long as its token, ten minutes."""
        address = address_of(request)
        await parts.failures.require_few("browser", address)
        # A callback that belongs to no attempt is refused and not counted: any page can have it sent.
        attempt = await parts.flow.take(returned, request.cookies.get(ATTEMPT_COOKIE, ""))
        try:
            finished = await parts.flow.finish(attempt, code)
        except errors.SignInRefused:
            await parts.failures.record("browser", address)
            raise
        except ProviderUnavailable as error:
            raise Problem(UNAVAILABLE, headers={"retry-after": "10"}) from error
        access = await parts.admit(finished.person)
        token = parts.issuer.for_person(access, PAGES_CLIENT, frozenset())
        own = session.cookie(token, LIFETIME_SECONDS, parts.settings.public_url)
        return _redirect(finished.next_path, own, _attempt(parts, "", 0))

    @post("/sign-out", operation_id="SignOut", summary="End the session", status_code=303, guards=[public])
    async def sign_out(self, parts: Parts) -> Response[None]:
        """Forgets the cookie; the token in it lives out its ten minutes."""
        return _redirect("/", session.signed_out(parts.settings.public_url))


def _attempt(parts: Parts, value: str, seconds: int) -> Cookie:
    same = session.cookie(value, seconds, parts.settings.public_url)
    return Cookie(
        key=ATTEMPT_COOKIE,
        value=value,
        max_age=seconds,
        path="/identity/v1/sign-in",
        httponly=True,
        samesite="lax",
        secure=same.secure,
    )


def _redirect(location: str, *cookies: Cookie) -> Response[None]:
    headers = {"location": location, "cache-control": "no-store"}
    return Response(None, status_code=303, headers=headers, cookies=list(cookies))

"""Sign-in at web pages: to VNeID and back, then a session cookie."""

import re
from datetime import timedelta
from typing import Annotated, Any

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.params import QueryParameter

from services.identity.adapters.flight import ProviderUnavailable
from services.identity.adapters.tokens import LIFETIME_SECONDS
from services.identity.adapters.vneid import LIFETIME_SECONDS as ATTEMPT_SECONDS
from services.identity.application.views import Access
from services.identity.domain import errors
from services.identity.domain.model import Shown
from services.identity.entrypoints.controllers.dependencies import Parts
from services.identity.entrypoints.controllers.oauth import address_of
from services.identity.entrypoints.pages.rendering import render
from shared.web import session
from shared.web.auth import public
from shared.web.errors import REQUEST_ID, language_of, problem_of, report, respond
from shared.web.kinds import UNAVAILABLE
from shared.web.problems import Problem

ATTEMPT_COOKIE = "caunoi_sign_in"
REFRESH_COOKIE = "caunoi_refresh"
PAGES_CLIENT = "caunoi-pages"
_TABS = timedelta(seconds=10)
"""Tabs of one browser that come at once show the same refresh token; nobody else has it."""
# A path of this origin: anything a browser could read as another host is not one.
_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*")

Next = Annotated[
    str, QueryParameter(name="next", max_length=500, description="The page to go to afterwards.")
]
State = Annotated[str, QueryParameter(name="state", max_length=200, description="As VNeID returns it.")]
Code = Annotated[str | None, QueryParameter(max_length=2000, description="As VNeID returns it.")]


def refuse(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """For a browser a page that leads back to the start; a problem document for whoever asks for no HTML."""
    problem = problem_of(error)
    if "text/html" not in request.headers.get("accept", ""):
        return respond(request, error)
    if problem.kind.status >= 500:
        report(problem, error)
    language = language_of(request)
    told = problem.document(language, str(request.scope.get(REQUEST_ID, "")))
    page = render("refused.html", language, heading=told.title, detail=told.detail)
    headers = {**problem.headers, "content-language": language, "vary": "Accept, Accept-Language"}
    return Response(page, status_code=problem.kind.status, media_type="text/html", headers=headers)


class SignInController(Controller):
    """The browser's way in and out."""

    tags = ("sign-in",)
    exception_handlers = {Exception: refuse}  # noqa: RUF012 - Litestar declares it as a plain attribute

    @get(
        "/sign-in",
        operation_id="StartSignIn",
        summary="Go to VNeID",
        status_code=303,
        guards=[public],
        opt={"errors": (errors.TooManyFailures, errors.AccountSuspended, errors.AccountDisabled)},
    )
    async def start(
        self, request: Request[Any, Any, Any], parts: Parts, next_path: Next = "/"
    ) -> Response[None]:
        """At once back to `next`, a path of this origin, where a session goes on; else to VNeID.

        With PKCE, state and nonce.
        """
        await parts.failures.require_few("browser", address_of(request))
        wanted = next_path if _OWN_PATH.fullmatch(next_path) else "/"
        renewed = await _renewed(request, parts)
        if renewed:
            return _redirect(wanted, *renewed)
        try:
            started = await parts.flow.start(wanted)
        except ProviderUnavailable as error:
            raise Problem(UNAVAILABLE, headers={"retry-after": "10"}) from error
        cookie = _attempt(parts, started.browser, ATTEMPT_SECONDS)
        return _redirect(started.location, cookie, _refresh(parts, ""))

    @get(
        "/sign-in/callback",
        operation_id="FinishSignIn",
        summary="Come back from VNeID",
        status_code=303,
        guards=[public],
        opt={
            "errors": (
                errors.SignInRefused,
                errors.TooManyFailures,
                errors.AccountSuspended,
                errors.AccountDisabled,
            )
        },
    )
    async def finish(
        self, request: Request[Any, Any, Any], parts: Parts, returned: State = "", code: Code = None
    ) -> Response[None]:
        """The token lasts ten minutes; `/sign-in` renews it for as long as the session does."""
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
        refresh = await parts.sessions.start(access.account_id, PAGES_CLIENT, frozenset())
        cookies = _access(parts, access), _refresh(parts, refresh), _attempt(parts, "", 0)
        return _redirect(finished.next_path, *cookies)

    @post("/sign-out", operation_id="SignOut", summary="End the session", status_code=303, guards=[public])
    async def sign_out(self, request: Request[Any, Any, Any], parts: Parts) -> Response[None]:
        """Ends this browser's session; tokens of the person issued so far are refused within seconds."""
        await parts.sessions.end(request.cookies.get(REFRESH_COOKIE, ""), PAGES_CLIENT)
        return _redirect("/", *signed_out(parts))


def signed_out(parts: Parts) -> tuple[Cookie, Cookie]:
    """The cookies that end a session in the browser."""
    return session.signed_out(parts.settings.public_url), _refresh(parts, "")


async def _renewed(request: Request[Any, Any, Any], parts: Parts) -> list[Cookie]:
    """The cookies with which a session goes on, or none."""
    shown = request.cookies.get(REFRESH_COOKIE)
    renewed = await parts.sessions.renew(shown, PAGES_CLIENT, _TABS) if shown else None
    if renewed is None or renewed.refreshed.access is None:
        return []
    own = _access(parts, renewed.refreshed.access)
    # The tab that came first has set the next refresh token already.
    newest = renewed.refreshed.shown is Shown.NEWEST
    return [own, _refresh(parts, renewed.token)] if newest else [own]


def _access(parts: Parts, access: Access) -> Cookie:
    token = parts.issuer.for_person(access, PAGES_CLIENT, frozenset())
    return session.cookie(token, LIFETIME_SECONDS, parts.settings.public_url)


def _refresh(parts: Parts, token: str) -> Cookie:
    """Sent to identity only, and never to a script."""
    seconds = parts.sessions.seconds if token else 0
    same = session.cookie(token, seconds, parts.settings.public_url)
    return Cookie(
        key=REFRESH_COOKIE,
        value=token,
        max_age=seconds,
        path="/identity/v1",
        httponly=True,
        samesite="lax",
        secure=same.secure,
    )


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

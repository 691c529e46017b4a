"""What each operation of an app demands of its caller: for the start-up check, the documents, the tests."""

from typing import Any

from litestar import Litestar, Request
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from shared.web.auth import Access
from shared.web.query import check_query

_ENFORCED = "caunoi_access"


class UnguardedOperation(Exception):
    """An operation says neither `requires(...)` nor `public`; the app does not start with it."""


def operations(app: Litestar) -> list[HTTPRouteHandler]:
    """Every handler of the app, without the OPTIONS handlers that Litestar adds."""
    found: dict[int, HTTPRouteHandler] = {}
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            found.update({id(h): h for h in route.route_handlers if h.http_methods != {"OPTIONS"}})
    return list(found.values())


def access_of(handler: HTTPRouteHandler) -> list[Access]:
    """The access guards of an operation, outermost first; each must let the caller in."""
    # Copies of a handler in other apps share its options, so a guard may be found in both places.
    guards = dict.fromkeys([*handler.opt.get(_ENFORCED, ()), *handler.resolve_guards()])
    return [guard for guard in guards if isinstance(guard, Access)]


def enforce_access(app: Litestar) -> None:
    """Has `enforce` check the guards of every operation; raises UnguardedOperation where there are none.

    Litestar copies the handler for each guard that it calls itself; that is left to it only where something
    else runs before the operation, or where a guard is of another kind.
    """
    bare = sorted(str(handler) for handler in operations(app) if not access_of(handler))
    if bare:
        raise UnguardedOperation(", ".join(bare))
    for handler in operations(app):
        guards, own = handler.resolve_guards(), access_of(handler)
        plain = all(type(guard) is Access for guard in guards)
        if plain and handler.resolve_before_request() is enforce:
            handler.opt[_ENFORCED] = tuple(own)
            guards.clear()


async def enforce(request: Request[Any, Any, Any]) -> None:
    """Runs before every operation: its access guards let the caller in, or raise Problem; then his query."""
    for access in request.route_handler.opt.get(_ENFORCED, ()):
        await access.check(request)
    check_query(request)

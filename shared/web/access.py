"""What each operation of an app demands of its caller: for the start-up check, the documents, the tests."""

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from shared.web.auth import Access


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
    return [guard for guard in handler.resolve_guards() if isinstance(guard, Access)]


def check_guards(app: Litestar) -> None:
    """Raises UnguardedOperation when an operation does not say who may call it."""
    bare = sorted(str(handler) for handler in operations(app) if not access_of(handler))
    if bare:
        raise UnguardedOperation(", ".join(bare))

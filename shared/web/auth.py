"""Authorisation at the route: an app starts only if each operation says `requires(...)` or `public`."""

from collections.abc import Mapping
from typing import Annotated, Any, cast
from uuid import UUID

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import SkipValidation

from shared.persistence.standing import Standing
from shared.web import session
from shared.web.kinds import ACCESS_REVOKED, ACCOUNT_SUSPENDED, FORBIDDEN, UNAUTHENTICATED
from shared.web.principal import Principal, Role
from shared.web.problems import Problem
from shared.web.tokens import refused

__all__ = ["Access", "Principal", "Role", "provide_principal", "provide_visitor", "public", "requires"]

_PRINCIPAL = "caunoi_principal"
ALLOWANCE = "caunoi_allowance"
Connection = ASGIConnection[Any, Any, Any, Any]


class Access:
    """A guard: who may call. A role or the scope is enough; without both, whoever has signed in."""

    def __init__(self, roles: frozenset[str], scope: str | None, anonymous: bool = False) -> None:
        self.roles, self.scope, self.anonymous = roles, scope, anonymous

    async def __call__(self, connection: Connection, _handler: BaseRouteHandler) -> None:
        """The guard as Litestar calls it, with a copy of the handler that costs more than the check."""
        await self.check(connection)

    async def check(self, connection: Connection) -> None:
        """Raises Problem 401 without a valid token, 403 when suspended or when no role or scope fits."""
        if self.anonymous:
            await _visit(connection)
            return
        principal = await authenticate(connection)
        if principal is None:
            raise Problem(UNAUTHENTICATED, headers={"www-authenticate": "Bearer"})
        if not self.admits(principal):
            raise Problem(FORBIDDEN)

    def admits(self, principal: Principal) -> bool:
        """Whether the role or the scope fits; the object is checked in the application layer."""
        if self.anonymous or not (self.roles or self.scope):
            return True
        return not self.roles.isdisjoint(principal.roles) or self.scope in principal.scopes


def requires(*roles: str, scope: str | None = None) -> Access:
    """A guard for callers with one of `roles` or with the scope; without arguments, for any signed-in one."""
    return Access(frozenset(roles), scope)


public = Access(frozenset(), None, anonymous=True)
"""The guard of an operation that needs no token; one in Authorization is checked all the same.

A session that has ended makes its browser a stranger here, or it could not even sign in again.
"""


async def authenticate(connection: Connection) -> Principal | None:
    """The caller's principal, kept in the scope for the request; None without a token."""
    scope = cast("dict[str, Any]", connection.scope)
    if _PRINCIPAL in scope:
        found: Principal | None = scope[_PRINCIPAL]
        return found
    token, from_cookie = session.credentials(scope["headers"])
    security = connection.app.state.security
    principal: Principal
    if token is None:
        scope[ALLOWANCE] = security.rate.take(_address(scope))
        scope[_PRINCIPAL] = None
        return None
    try:
        principal = await security.verifier.verify(token)
    except Problem:
        security.rate.take(_address(scope))
        raise
    caller = principal.account_id or principal.client_id
    scope[ALLOWANCE] = security.rate.take(caller, principal.requests_per_minute)
    if principal.account_id is not None:
        await _require_standing(security, principal.account_id, principal.issued_at)
    if from_cookie and scope["method"] not in session.SAFE_METHODS:
        await session.check_csrf(connection, token)
    scope[_PRINCIPAL] = principal
    return principal


async def _require_standing(security: Any, account_id: UUID, issued_at: float) -> None:
    standing = await security.standing(account_id, issued_at)
    if standing is Standing.SUSPENDED:
        raise Problem(ACCOUNT_SUSPENDED)
    if standing is Standing.REVOKED:
        raise refused(ACCESS_REVOKED)


async def _visit(connection: Connection) -> None:
    scope = cast("dict[str, Any]", connection.scope)
    try:
        await authenticate(connection)
    except Problem as problem:
        _token, from_cookie = session.credentials(scope["headers"])
        if problem.kind.status != 401 or not from_cookie:
            raise
        scope[_PRINCIPAL] = None


def _address(scope: Mapping[str, Any]) -> str:
    client = scope.get("client")
    return client[0] if client else ""


async def provide_principal(request: Request[Any, Any, Any]) -> Annotated[Principal, SkipValidation]:
    """The dependency `principal` of an operation that requires one."""
    principal = cast("Principal | None", request.scope.get(_PRINCIPAL))
    if principal is None:
        raise Problem(UNAUTHENTICATED, headers={"www-authenticate": "Bearer"})
    return principal


async def provide_visitor(request: Request[Any, Any, Any]) -> Any:
    """The dependency `visitor` of a public operation: the principal, or None."""
    return request.scope.get(_PRINCIPAL)

"""Whatever an operation raises becomes a problem document; what nobody foresaw is logged and is a 500."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm.exc import StaleDataError

from shared.i18n import N_, Language, negotiate
from shared.persistence.errors import (
    UniqueViolation,
    is_conflict,
    is_outage,
    is_unstorable,
    unique_violation,
)
from shared.web import kinds, problems
from shared.web.body import violation_of
from shared.web.problems import DomainError, Problem, Violation
from shared.web.query import parameter

log = logging.getLogger(__name__)

_BY_STATUS = {
    400: kinds.BAD_REQUEST,
    401: kinds.UNAUTHENTICATED,
    403: kinds.FORBIDDEN,
    404: kinds.NOT_FOUND,
    413: kinds.TOO_LARGE,
    415: kinds.UNSUPPORTED_TYPE,
    429: kinds.TOO_MANY,
    503: kinds.UNAVAILABLE,
}
REQUEST_ID = "caunoi_request_id"


def problem_of(error: Exception, handler: Any = None) -> Problem:
    """The problem that an exception means to the caller; `internal-error` when it means nothing to him.

    The route's handler knows what its parameters are called, and of which type they are.
    """
    if isinstance(error, Problem):
        return error
    if isinstance(error, DomainError):
        return problems.from_domain(error)
    if isinstance(error, HTTPException):
        return _from_litestar(error, handler)
    return _from_database(error) or Problem(kinds.INTERNAL)


def respond(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Litestar's exception handler for everything."""
    problem = problem_of(error, request.scope.get("route_handler"))
    if problem.kind.status >= 500:
        report(problem, error)
    return response(problem, language_of(request), str(request.scope.get(REQUEST_ID, "")))


def report(problem: Problem, error: Exception) -> None:
    """Logs a failure of ours; of an outage, which fails every request, one line without its traceback."""
    trace = error if problem.kind is kinds.INTERNAL else None
    log.error("request failed: %s: %s", problem.kind.code, type(error).__name__, exc_info=trace)


def response(problem: Problem, language: Language, request_id: str) -> Response[bytes]:
    """The answer for a problem in one language."""
    return Response(
        content=problems.encode(problem.document(language, request_id)),
        status_code=problem.kind.status,
        media_type=problems.MEDIA_TYPE,
        headers={**problem.headers, "content-language": language, "vary": "Accept-Language"},
    )


def language_of(request: Request[Any, Any, Any]) -> Language:
    """The language the caller asks for; Vietnamese by default."""
    return negotiate(request.headers.get("accept-language"))


def _from_litestar(error: HTTPException, handler: Any) -> Problem:
    if isinstance(error, MethodNotAllowedException):
        return Problem(kinds.METHOD_NOT_ALLOWED, headers=error.headers)
    if isinstance(error, ValidationException) and isinstance(error.extra, list):
        return _from_validation(error.extra, handler)
    if isinstance(error, NotFoundException):
        return Problem(kinds.NOT_FOUND)
    kind = _BY_STATUS.get(error.status_code, kinds.BAD_REQUEST if error.status_code < 500 else kinds.INTERNAL)
    return Problem(kind, limit=problems.MAX_BODY, seconds=60)


def _from_validation(items: list[Any], handler: Any) -> Problem:
    if any(item.get("key") == "data" for item in items):
        # ApiRequest has checked every body there is, so this one is missing.
        return Problem(kinds.INVALID_BODY, violations=[Violation("body", N_("required field missing"))])
    found = []
    for item in items:
        key = str(item.get("key", ""))
        name, kind = parameter(handler, key) if isinstance(handler, HTTPRouteHandler) else (key, Any)
        found.append(violation_of(str(item["message"]), name, kind))
    return Problem(kinds.INVALID_PARAMETER, violations=found)


def _from_database(error: Exception) -> Problem | None:
    if isinstance(error, StaleDataError):
        return Problem(kinds.STALE_VERSION)
    if isinstance(error, UniqueViolation) or unique_violation(error) is not None:
        return Problem(kinds.CONFLICT)
    if is_unstorable(error):
        return Problem(kinds.INVALID_VALUE)
    if is_conflict(error):
        return Problem(kinds.UNAVAILABLE, headers={"retry-after": "1"})
    if is_outage(error):
        return Problem(kinds.UNAVAILABLE, headers={"retry-after": "2"})
    return None

"""Whatever an operation raises becomes a problem document; only what nobody foresaw is logged and is a 500."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from shared.i18n import Language, negotiate
from shared.persistence.errors import UniqueViolation, is_outage, unique_violation
from shared.web import problems
from shared.web.body import violation_of
from shared.web.problems import DomainError, Problem

log = logging.getLogger(__name__)

_BY_STATUS = {
    400: problems.BAD_REQUEST,
    401: problems.UNAUTHENTICATED,
    403: problems.FORBIDDEN,
    404: problems.NOT_FOUND,
    413: problems.TOO_LARGE,
    415: problems.UNSUPPORTED_TYPE,
    429: problems.TOO_MANY,
    503: problems.UNAVAILABLE,
}
REQUEST_ID = "caunoi_request_id"


def problem_of(error: Exception) -> Problem:
    """The problem that an exception means to the caller; `internal-error` when it means nothing to him."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, DomainError):
        return problems.from_domain(error)
    if isinstance(error, HTTPException):
        return _from_litestar(error)
    return _from_database(error) or Problem(problems.INTERNAL)


def respond(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Litestar's exception handler for everything."""
    problem = problem_of(error)
    if problem.kind.status >= 500:
        log.error("request failed: %s", problem.kind.code, exc_info=error)
    return response(problem, language_of(request), str(request.scope.get(REQUEST_ID, "")))


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


def _from_litestar(error: HTTPException) -> Problem:
    if isinstance(error, MethodNotAllowedException):
        return Problem(problems.METHOD_NOT_ALLOWED, headers=error.headers)
    if isinstance(error, ValidationException) and isinstance(error.extra, list):
        found = [violation_of(str(item["message"]), str(item.get("key", ""))) for item in error.extra]
        return Problem(problems.INVALID_PARAMETER, violations=found)
    if isinstance(error, NotFoundException):
        return Problem(problems.NOT_FOUND)
    kind = _BY_STATUS.get(
        error.status_code, problems.BAD_REQUEST if error.status_code < 500 else problems.INTERNAL
    )
    return Problem(kind, limit=problems.MAX_BODY, seconds=60)


def _from_database(error: Exception) -> Problem | None:
    if isinstance(error, StaleDataError):
        return Problem(problems.STALE_VERSION)
    if isinstance(error, UniqueViolation) or unique_violation(error) is not None:
        return Problem(problems.CONFLICT)
    if _is_unstorable(error):
        return Problem(problems.INVALID_VALUE)
    if is_outage(error) or isinstance(error, TimeoutError):
        return Problem(problems.UNAVAILABLE, headers={"retry-after": "2"})
    return None


def _is_unstorable(error: BaseException) -> bool:
    """SQLSTATE class 22, or the driver's own refusal of a value before it is sent (its only ValueErrors)."""
    cause = error.orig.__cause__ if isinstance(error, DBAPIError) and error.orig is not None else error
    if not type(cause).__module__.startswith("asyncpg"):
        return False
    return isinstance(cause, ValueError) or str(getattr(cause, "sqlstate", "")).startswith("22")

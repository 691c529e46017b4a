"""A POST sent twice acts once: its answer is stored with the effect, found by its key (docs/adr/0011)."""

import hashlib
import inspect
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec
from litestar import Request, Response

from shared.clock import RealClock
from shared.i18n import N_
from shared.persistence.engine import Database
from shared.persistence.errors import AssumptionFailed, UniqueViolation
from shared.persistence.metadata import CHASSIS
from shared.persistence.unit_of_work import SqlUnitOfWork
from shared.web import auth, conditional
from shared.web.errors import problem_of
from shared.web.kinds import INVALID_PARAMETER, KEY_IN_USE, KEY_REUSED
from shared.web.problems import Problem, Violation

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT = timedelta(hours=48)

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_CONSTRAINT = "pk_idempotency"
_FIND = """
SELECT fingerprint, status, headers, body FROM idempotency WHERE key = $1 AND client = $2 AND account = $3
"""
_PURGE = "DELETE FROM idempotency WHERE created_at < $1"

C = TypeVar("C")
R = TypeVar("R")
V = TypeVar("V")
U = TypeVar("U", bound=SqlUnitOfWork)


class Answer(msgspec.Struct, frozen=True):
    """What was answered, or is about to be."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def response(self, *, replayed: bool = False) -> Response[Any]:
        """The answer as a response; a stored one says so."""
        headers = {**self.headers, REPLAYED: "true"} if replayed else self.headers
        return Response(self.body, status_code=self.status, headers=headers, media_type="application/json")


class _Claim(msgspec.Struct, frozen=True):
    key: str
    client: str
    account: str
    fingerprint: str


async def perform(
    request: Request[Any, Any, Any],
    uow: U,
    handler: Callable[[C, U], Awaitable[R]],
    command: C,
    present: Callable[[R], V | Awaitable[V]],
    *,
    status: int = 201,
    headers: Callable[[V], Mapping[str, str]] | None = None,
    said: str = "",
) -> Response[V]:
    """Runs the command once for each Idempotency-Key of a caller, and answers the same every time.

    Without the header it just runs. Raises Problem 422 when the key came with another request before.
    `said` is what a request says in its headers and not in its body.
    A view with an int `version` is answered with its ETag; `headers(view)` adds others, such as Location.
    """
    claim = await _claim_of(request, said)

    async def run(*, assuming: bool) -> Answer:
        uow.may_assume = assuming
        async with uow:
            view: Any = present(await handler(command, uow))
            if inspect.isawaitable(view):
                view = await view
            answer = _answer(view, status, headers)
            if claim is not None:
                _store(uow, claim, answer)
        return answer

    try:
        try:
            answer = await run(assuming=True)
        except AssumptionFailed:
            answer = await run(assuming=False)
    except Exception as error:
        if claim is None or problem_of(error).kind.status >= 500:
            raise
        return await _replay(uow.database, claim, error)
    return answer.response()


async def purge(database: Database, now: datetime | None = None) -> None:
    """Forgets answers older than 48 hours of real time."""
    await database.fetch(_PURGE, (now or RealClock().now()) - KEPT)


def _answer(view: Any, status: int, headers: Callable[[Any], Mapping[str, str]] | None) -> Answer:
    found = dict(headers(view)) if headers is not None else {}
    version = getattr(view, "version", None)
    if isinstance(version, int):
        found.setdefault("etag", conditional.etag(version))
    return Answer(status, found, b"" if view is None else msgspec.json.encode(view))


def _store(uow: SqlUnitOfWork, claim: _Claim, answer: Answer) -> None:
    uow.insert(
        CHASSIS.idempotency,
        key=claim.key,
        client=claim.client,
        account=claim.account,
        fingerprint=claim.fingerprint,
        status=answer.status,
        headers=dict(answer.headers),
        body=answer.body,
        created_at=RealClock().now(),
    )


async def _replay(database: Database, claim: _Claim, error: Exception) -> Response[Any]:
    rows = await database.fetch(_FIND, claim.key, claim.client, claim.account)
    if not rows:
        if isinstance(error, UniqueViolation) and error.constraint == _CONSTRAINT:
            raise Problem(KEY_IN_USE, headers={"retry-after": "1"}) from error
        raise error
    fingerprint, status, headers, body = rows[0]
    if fingerprint != claim.fingerprint:
        raise Problem(KEY_REUSED) from error
    return Answer(status, msgspec.json.decode(headers, type=dict[str, str]), body).response(replayed=True)


async def _claim_of(request: Request[Any, Any, Any], said: str) -> _Claim | None:
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        violation = Violation(HEADER, N_("1 to 255 visible ASCII characters"))
        raise Problem(INVALID_PARAMETER, violations=[violation])
    principal = await auth.authenticate(request)
    if principal is None:
        return None
    digest = hashlib.sha256(f"{request.method} {request.scope['path']}\n".encode())
    digest.update(await request.body() + said.encode())
    return _Claim(key, principal.client_id or "", str(principal.account_id or ""), digest.hexdigest())

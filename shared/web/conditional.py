"""Optimistic concurrency over HTTP: an ETag is the version of one aggregate (RFC 9110 13.1.1, RFC 6585 3)."""

import re
from typing import Annotated

from litestar.params import HeaderParameter

from shared.i18n import N_
from shared.web.kinds import INVALID_PARAMETER, STALE_VERSION, VERSION_REQUIRED
from shared.web.problems import Problem, Violation

PATTERN = r'^(?:W/)?"([1-9][0-9]{0,8})"$'
_ETAG = re.compile(PATTERN)

IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match",
        description='The ETag that was read, for example `"3"`; missing: 428, no longer current: 412.',
    ),
]


def etag(version: int) -> str:
    """The entity tag of a version: a strong validator."""
    return f'"{version}"'


async def expected_version(if_match: IfMatch = None) -> int:
    """The dependency `expected_version`: Problem 428 without If-Match, 400 when it is no ETag of ours."""
    if if_match is None:
        raise Problem(VERSION_REQUIRED)
    match = _ETAG.fullmatch(if_match.strip())
    if match is None:
        violation = Violation("If-Match", N_('not an ETag such as "3"'))
        raise Problem(INVALID_PARAMETER, violations=[violation])
    return int(match[1])


def check(expected: int, current: int) -> None:
    """Raises Problem 412 unless the aggregate still has the version the caller has read."""
    if expected != current:
        raise Problem(STALE_VERSION, headers={"etag": etag(current)})

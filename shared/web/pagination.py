"""Cursor pagination: the cursor holds the sort key of the last item, so pages stay stable as rows come."""

import base64
import binascii
from types import GenericAlias
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from litestar.params import QueryParameter

from shared.i18n import N_
from shared.web.kinds import INVALID_PARAMETER
from shared.web.problems import Problem, Violation

T = TypeVar("T")

DEFAULT_LIMIT = 20
MAX_LIMIT = 100

Limit = Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT, description="Items a page, at most 100.")]
Cursor = Annotated[
    str | None,
    QueryParameter(
        max_length=1000, description="`next_cursor` of the page before; absent for the first page."
    ),
]


class Page(msgspec.Struct, Generic[T], frozen=True):
    """One page; `next_cursor` is null on the last one."""

    items: list[T]
    next_cursor: str | None = None


def encode(*key: object) -> str:
    """The cursor after an item with this sort key (texts, numbers, instants, UUIDs)."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def decode(cursor: str | None, *types: Any) -> tuple[Any, ...] | None:
    """The sort key in a cursor, a value for each type; None for the first page; raises Problem if forged."""
    if cursor is None:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        key: tuple[Any, ...] = msgspec.json.decode(raw, type=GenericAlias(tuple, types))
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        violation = Violation("cursor", N_("not a cursor of this list"))
        raise Problem(INVALID_PARAMETER, violations=[violation]) from error
    return key


def page_of(rows: list[T], limit: int, key: Any) -> Page[T]:
    """A page from `limit` + 1 rows: the one too many only tells that there is a next page."""
    if len(rows) <= limit:
        return Page(items=rows)
    shown = rows[:limit]
    return Page(items=shown, next_cursor=encode(*key(shown[-1])))
